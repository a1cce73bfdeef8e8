/**
 * Text that every format can hold: XML, html and the files of other programs know no control characters but tab and
 * line breaks, no halves of surrogate pairs and none of the code points that are no characters. Each becomes U+FFFD.
 */
export function writable(text: string): string {
  return text.replace(NOT_WRITABLE, "\uFFFD");
}

const NOT_WRITABLE =
  // eslint-disable-next-line no-control-regex -- control characters are replaced
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\p{Surrogate}|\p{Noncharacter_Code_Point}/gu;
