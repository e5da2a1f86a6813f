/** Numbers of either byte order in the bytes last given; one view serves all records of a piece. */
export interface ReaderView {
  of(bytes: Uint8Array): void;
  uint16(at: number, little: boolean): number;
  uint32(at: number, little: boolean): number;
}

export function createReaderView(): ReaderView {
  let known: Uint8Array = new Uint8Array();
  let view = new DataView(known.buffer);
  return {
    of(bytes) {
      if (bytes === known) return;
      known = bytes;
      view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    },
    uint16: (at, little) => view.getUint16(at, little),
    uint32: (at, little) => view.getUint32(at, little),
  };
}
