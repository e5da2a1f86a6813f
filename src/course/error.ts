/** A fault in the words of the course, and where the writer finds it. */
export class CourseError extends Error {
  override readonly name = 'CourseError';
  readonly problem: string;
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;

  constructor(problem: string, file: string, line: number) {
    super(`${file}:${line}: ${problem}`);
    this.problem = problem;
    this.file = file;
    this.line = line;
  }
}
