import { serveAsWorker } from "./serve-as-worker";

serveAsWorker();
