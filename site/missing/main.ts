import "./missing.css";
import { startShell } from "../shell/shell";

startShell();
