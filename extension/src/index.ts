import { cells } from "./plugins/cells";
import { documents } from "./plugins/documents";
import { exports } from "./plugins/exports";
import { playground } from "./plugins/playground";
import { settings } from "./plugins/settings";
import { views } from "./plugins/views";

export default [views, settings, exports, cells, playground, documents];
