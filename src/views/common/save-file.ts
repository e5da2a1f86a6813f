/** Gives the visitor a file to keep. */
export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  // The browser reads it a little later.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
