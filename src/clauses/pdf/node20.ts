/**
 * pdf.js hands its fonts over with `ArrayBuffer.prototype.transferToFixedLength`, which Node has from version 21. Without
 * it, pages on Node 20 come without the names of their fonts and without their lines, and nobody is told. This does what the
 * standard says, save that the old buffer stays usable, which pdf.js does not care about.
 */
export function completeNode20(): void {
  if ('transferToFixedLength' in ArrayBuffer.prototype) return
  Object.defineProperty(ArrayBuffer.prototype, 'transferToFixedLength', {
    configurable: true,
    writable: true,
    value(this: ArrayBuffer, length = this.byteLength): ArrayBuffer {
      const copy = new ArrayBuffer(length)
      new Uint8Array(copy).set(new Uint8Array(this, 0, Math.min(length, this.byteLength)))
      return copy
    },
  })
}
