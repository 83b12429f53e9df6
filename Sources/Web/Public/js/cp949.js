// Byte lengths as the phones count them. The browser's `euc-kr` decoder is CP949; its table read backwards says which
// characters an MMS can carry, so the meter agrees with the server's iconv.
let known;

function characters() {
  if (known) return known;
  const bytes = [];
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x41; trail <= 0xfe; trail++) {
      if ((trail > 0x5a && trail < 0x61) || (trail > 0x7a && trail < 0x81)) continue;
      bytes.push(lead, trail, 0x0a);
    }
  }
  const text = new TextDecoder("euc-kr").decode(new Uint8Array(bytes));
  known = new Set(text);
  known.delete("\ufffd");
  return known;
}

/** A text as the server reads it: syllables put together, unseen signs gone, every blank a plain one. */
const read = (text) => text.normalize("NFC").replace(/\r\n/g, "\n").replace(/(?!\u200d|\ufe0e|\ufe0f)\p{Default_Ignorable_Code_Point}/gu, "").replace(/(?!\n|\t)\s/gu, " ");

/** `{bytes, foreign: [{sign, at}]}`: `foreign` are the characters that CP949 lacks, `at` counts from 1. */
export function measure(text) {
  let bytes = 0;
  let at = 0;
  const foreign = [];
  for (const sign of read(text)) {
    at += 1;
    const code = sign.codePointAt(0);
    if (code < 0x80) {
      bytes += 1;
    } else {
      bytes += 2;
      if (!characters().has(sign)) foreign.push({ sign, at });
    }
  }
  return { bytes, foreign };
}
