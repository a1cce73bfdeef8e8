/// <reference lib="dom" />
import { Buffer } from "node:buffer";
import { gif } from "./gif.mjs";

/** How many pictures a film has, and hundredths of a second that one stands; the last one stands longer. */
const COUNT = 40;
const DELAY = { each: 9, last: 150 };
/** Pixels from the left of the chart to its axis, and from its axis to the right. */
const ROOM = { left: 52, right: 24 };

/**
 * Drags the loss curve from its start to its end, with a picture at each step.
 * @param {import("@playwright/test").Page} page
 * @param {import("@playwright/test").Locator} view
 * @param {() => Promise<{ x: number, y: number, width: number, height: number }>} boxOf the part of the page that is shown
 * @returns {Promise<Buffer>} a GIF
 */
export async function filmOf(page, view, boxOf) {
  const slider = view.getByRole("slider", { name: "Iteration", exact: true });
  await slider.focus();
  await page.keyboard.press("Home");
  await view.locator('[role=slider][aria-valuenow="0"]').first().waitFor();
  const track = await slider.boundingBox();
  if (!track) throw new Error("The curve of a film is not on the page.");
  const place = (/** @type {number} */ share) =>
    track.x + ROOM.left + share * (track.width - ROOM.left - ROOM.right);
  const around = await boxOf();
  const [x, y] = [Math.floor(around.x), Math.floor(around.y)];
  const clip = { x, y, width: Math.ceil(around.width), height: Math.ceil(around.height) };
  await page.mouse.move(place(0), track.y + track.height / 2);
  await page.mouse.down();
  const frames = [];
  for (let k = 0; k < COUNT; k++) {
    await page.mouse.move(place(k / (COUNT - 1)), track.y + track.height / 2);
    // Cells out of sight follow a moment later.
    await page.waitForTimeout(250);
    frames.push(await pixelsOf(page, await page.screenshot({ clip })));
  }
  await page.mouse.up();
  const delays = frames.map((_, k) => (k < COUNT - 1 ? DELAY.each : DELAY.last));
  return gif({ width: clip.width, height: clip.height, frames, delays });
}

/** The pixels of a screenshot, which the page unpacks. @param {import("@playwright/test").Page} page @param {Buffer} png */
async function pixelsOf(page, png) {
  const text = await page.evaluate(unpack, `data:image/png;base64,${png.toString("base64")}`);
  return Uint8Array.from(Buffer.from(text, "base64"));
}

/* global document, Image, FileReader, Blob */
/** Runs in the page. @param {string} address */
async function unpack(address) {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width;
  canvas.height = image.height;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("The page cannot unpack a picture.");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const reader = new FileReader();
  const read = new Promise((done) => (reader.onload = done));
  reader.readAsDataURL(new Blob([data]));
  await read;
  return String(reader.result).split(",")[1];
}
