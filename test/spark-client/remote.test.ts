import { describe, expect, it } from "vitest";
import { placeOf, readRemote } from "../../src/spark/client/remote";
import { SparkError } from "../../src/spark/errors";

describe("a connection string", () => {
  it("has a host, and a port of its own or Spark's", () => {
    expect(readRemote("sc://spark.example")).toEqual({
      ...{ host: "spark.example", port: 15002, tls: false, token: null, user: "factorlab", headers: {} },
    });
    expect(readRemote("sc://[::1]:7000/")).toMatchObject({ host: "::1", port: 7000 });
    expect(placeOf(readRemote("sc://[::1]:7000"))).toBe("[::1]:7000");
  });

  it("with a token means TLS, except on this machine", () => {
    expect(readRemote("sc://spark.example/;token=a%3Db")).toMatchObject({ token: "a=b", tls: true });
    expect(readRemote("sc://localhost:15002/;token=x")).toMatchObject({ token: "x", tls: false });
    expect(readRemote("sc://127.0.0.1/;token=x;use_ssl=true")).toMatchObject({ tls: true });
    expect(readRemote("sc://spark.example/;use_ssl=true")).toMatchObject({ tls: true, token: null });
  });

  it("gives its other parameters as headers", () => {
    const remote = readRemote("sc://spark.example/;user_id=ada;x-tenant=7;session_id=s");
    expect([remote.user, remote.headers]).toEqual(["ada", { "x-tenant": "7" }]);
  });

  it.each([
    "sc:/host",
    "http://host:15002",
    "host:15002",
    "sc://host:0",
    "sc://host:99999",
    "sc://host/;token",
    "sc://host/path",
    "sc://user:pw@host",
    "sc://host/;use_ssl=yes;token=hush",
    "sc://host/;use_ssl=false;token=hush",
    "sc://host/;token=%zz",
    "",
    7,
    null,
  ])("that cannot be read (%j) is refused, and its error repeats none of it", (given) => {
    const fails = (): unknown => readRemote(given);
    expect(fails).toThrow(SparkError);
    expect(fails).toThrow(/expected "sc:\/\/host:15002"/);
    expect(fails).not.toThrow(/hush|user:pw/);
  });
});
