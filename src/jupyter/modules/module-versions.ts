/**
 * Makes Node's loader read ES modules again: it never forgets an address, so that a changed file gets a new one,
 * `file:///…/own.mjs?v=2`, wherever it is imported from.
 */
import Module from "node:module";
import { pathToFileURL } from "node:url";
import { MessageChannel, type MessagePort } from "node:worker_threads";

interface Resolved {
  url: string;
}

type NextResolve<Result> = (specifier: string, context: object) => Result;

/** What Node has of hooks for its loader: the first in this thread, since Node 22.15; the second in another one. */
interface HookRegistry {
  registerHooks?(hooks: {
    resolve(specifier: string, context: { conditions: string[] }, next: NextResolve<Resolved>): Resolved;
  }): void;
  register?(url: string, options: { data: unknown; transferList: unknown[] }): void;
}

/** The versions of the files that have changed, by their addresses. */
const versions = new Map<string, number>();
let port: MessagePort | undefined;
let isInstalled = false;

/** Gives a file a new address. */
export function nextVersion(file: string): void {
  const { href } = pathToFileURL(file);
  const version = (versions.get(href) ?? 1) + 1;
  versions.set(href, version);
  if (!isInstalled) install();
  port?.postMessage([href, version]);
}

/** The present address of a file. */
export function addressOf(file: string): string {
  return withVersion(pathToFileURL(file).href);
}

/** Whether a file has changed since it was first loaded. */
export function hasChanged(file: string): boolean {
  return versions.has(pathToFileURL(file).href);
}

function withVersion(url: string): string {
  const version = versions.get(url);
  return version === undefined ? url : `${url}?v=${version}`;
}

function install(): void {
  isInstalled = true;
  const { registerHooks, register } = Module as HookRegistry;
  if (registerHooks !== undefined) {
    registerHooks({
      resolve(specifier, context, next) {
        const resolved = next(specifier, context);
        if (Array.prototype.includes.call(context.conditions, "require")) return resolved;
        return { ...resolved, url: withVersion(resolved.url) };
      },
    });
  } else if (register !== undefined) {
    const channel = new MessageChannel();
    port = channel.port1;
    port.unref();
    const address = `data:text/javascript,${encodeURIComponent(hooksText)}`;
    register(address, { data: channel.port2, transferList: [channel.port2] });
  }
}

/** The same hook for the other thread, which reads the messages of this one before it resolves anything. */
const hooksText = `
import { receiveMessageOnPort } from "node:worker_threads";
const versions = new Map();
let port;
export function initialize(data) { port = data; }
export async function resolve(specifier, context, next) {
  const resolved = await next(specifier, context);
  for (let sent; (sent = receiveMessageOnPort(port)) !== undefined;) versions.set(...sent.message);
  const version = versions.get(resolved.url);
  return version === undefined ? resolved : { ...resolved, url: resolved.url + "?v=" + version };
}
`;
