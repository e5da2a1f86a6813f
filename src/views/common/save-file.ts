/** How long a browser may take to begin saving, in milliseconds, before the address of the file goes. */
const SAVING = 10_000;

/** Saves a file under a name, as a click on a link would. */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), SAVING);
}
