import { insertCells } from "./plugins/cells";
import { documents } from "./plugins/documents";
import { exports } from "./plugins/exports";
import { playground } from "./plugins/playground";
import { settingsPlugin } from "./plugins/settings";
import { views } from "./plugins/views";

export default [views, settingsPlugin, exports, insertCells, playground, documents];
