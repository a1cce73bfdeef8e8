const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest;
});

/**
 * CRC-32, the checksum of zip, gzip and PNG files.
 * @param before the checksum of the preceding bytes. @default none
 * @see ISO 3309
 */
export function crc32(bytes: Uint8Array, before: number = 0): number {
  let sum = ~before;
  for (let k = 0; k < bytes.length; k++) sum = CRC_TABLE[(sum ^ bytes[k]) & 255] ^ (sum >>> 8);
  return ~sum >>> 0;
}
