// Finds the number whose SHA-256 together with the salt is the server's question; runs beside the page.
"use strict";

const K = new Uint32Array(64);
const START = new Uint32Array(8);
(() => {
  const isPrime = (n) => { for (let d = 2; d * d <= n; d++) if (n % d === 0) return false; return true; };
  const fraction = (x) => ((x - Math.floor(x)) * 4294967296) >>> 0;
  for (let n = 2, at = 0; at < 64; n++) {
    if (!isPrime(n)) continue;
    if (at < 8) START[at] = fraction(Math.sqrt(n));
    K[at++] = fraction(Math.cbrt(n));
  }
})();

const W = new Uint32Array(64);
function sha256(text) {
  const length = text.length, blocks = ((length + 8) >> 6) + 1;
  const words = new Uint32Array(blocks * 16);
  for (let i = 0; i < length; i++) words[i >> 2] |= text.charCodeAt(i) << (24 - (i % 4) * 8);
  words[length >> 2] |= 0x80 << (24 - (length % 4) * 8);
  words[blocks * 16 - 1] = length * 8;
  const hash = new Uint32Array(START);
  for (let at = 0; at < words.length; at += 16) {
    for (let i = 0; i < 16; i++) W[i] = words[at + i];
    for (let i = 16; i < 64; i++) {
      const a = W[i - 15], b = W[i - 2];
      W[i] = W[i - 16] + ((a >>> 7 | a << 25) ^ (a >>> 18 | a << 14) ^ a >>> 3) + W[i - 7] + ((b >>> 17 | b << 15) ^ (b >>> 19 | b << 13) ^ b >>> 10);
    }
    let [a, b, c, d, e, f, g, h] = hash;
    for (let i = 0; i < 64; i++) {
      const one = (h + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) + (e & f ^ ~e & g) + K[i] + W[i]) | 0;
      const two = (((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + (a & b ^ a & c ^ b & c)) | 0;
      h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
    }
    hash[0] += a; hash[1] += b; hash[2] += c; hash[3] += d; hash[4] += e; hash[5] += f; hash[6] += g; hash[7] += h;
  }
  return hash;
}

const hex = (hash) => [...hash].map((word) => word.toString(16).padStart(8, "0")).join("");

self.addEventListener("message", ({ data: { challenge, salt, maxnumber, maxNumber } }) => {
  const most = maxNumber ?? maxnumber, first = parseInt(challenge.slice(0, 8), 16) >>> 0;
  for (let number = 0; number <= most; number++) {
    const hash = sha256(salt + number);
    if (hash[0] === first && hex(hash) === challenge) { self.postMessage({ number }); return; }
  }
  self.postMessage({ number: null });
});
