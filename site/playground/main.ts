import "./playground.css";
import { startShell } from "../shell/shell";

startShell();
