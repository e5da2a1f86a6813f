/** A file that one page gives another, on a journey within the site; taken once. */
let held: File | null = null;

export function handOver(file: File): void {
  held = file;
}

export function takeOver(): File | null {
  const file = held;
  held = null;
  return file;
}
