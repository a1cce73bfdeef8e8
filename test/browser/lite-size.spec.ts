import { expect, test } from "@playwright/test";
import { addressOf, hostSite, kernelReady } from "../site/lite";
import { alone } from "./lab";

/** A home's connection: 20 Mbit/s, and 20 ms to the host. */
const connection = { offline: false, latency: 20, downloadThroughput: 20e6 / 8, uploadThroughput: 5e6 / 8 };

test(
  "a notebook with its kernel takes less than 4.5 MB, and is ready in seconds",
  alone,
  async ({ page }) => {
    const host = await hostSite();
    const client = await page.context().newCDPSession(page);
    await client.send("Network.enable");
    await client.send("Network.emulateNetworkConditions", connection);
    const ready = async (load: () => Promise<unknown>): Promise<number> => {
      const begun = performance.now();
      await load();
      await kernelReady(page);
      return (performance.now() - begun) / 1000;
    };
    const cold = await ready(() => page.goto(addressOf(host, "01-matrix-factorization.ipynb")));
    const bytes = host.bytes;
    const warm = await ready(() => page.reload());
    const again = host.bytes - bytes;
    console.log(
      `JupyterLite on 20 Mbit/s: ready in ${cold.toFixed(1)} s with ${(bytes / 1e6).toFixed(2)} MB, ` +
        `again in ${warm.toFixed(1)} s with ${(again / 1e3).toFixed(0)} kB`,
    );
    expect(bytes).toBeLessThan(4.5e6);
    expect(again).toBeLessThan(200e3);
    await host.close();
  },
);
