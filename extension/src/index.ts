import { useHost } from "./host/host";
import { labHost } from "./lab/host";
import { insertCells } from "./plugins/cells";
import { course } from "./plugins/course";
import { documents } from "./plugins/documents";
import { exports } from "./plugins/exports";
import { playground } from "./plugins/playground";
import { settingsPlugin } from "./plugins/settings";
import { views } from "./plugins/views";

// Before any plugin, in whichever order JupyterLab starts them.
useHost(labHost);

export default [views, settingsPlugin, exports, insertCells, playground, documents, course];
