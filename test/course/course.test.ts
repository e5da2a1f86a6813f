import { describe, expect, it } from 'vitest';
import { compileCourses, filesBelow } from '../../src/course/course.ts';
import type { CourseFiles } from '../../src/course/course.ts';

/** Enough lessons to go wrong: each test compiles them all anew. */
const FEW = /^(?:01|03|08)-|^\D/u;

/** The files of a few lessons as they are, but for one; null where it is missing. */
function without(path: string, text: (was: string) => string | null): CourseFiles {
  const files = filesBelow('.');
  const changed = text(files.read(path));
  return {
    read: (each) => (each === path && changed !== null ? changed : files.read(each)),
    list: (folder) =>
      files
        .list(folder)
        .filter((name) => FEW.test(name) && (changed !== null || `${folder}/${name}` !== path)),
  };
}

const changed = (path: string, from: string, to: string) => () => {
  const files = without(path, (was) => {
    expect(was).toContain(from);
    return was.replace(from, to);
  });
  return compileCourses(files);
};

const missing = (path: string) => () => compileCourses(without(path, () => null));

describe('the course stops', () => {
  it('where a lesson shows other bytes in another language', () => {
    expect(
      changed('lessons/zh/01-what-websocket-is.md', '81 03 e4 bd a0', '81 03 e4 bd a1'),
    ).toThrow(
      /^lessons\/zh\/01-what-websocket-is\.md:\d+: this differs from the original: frame$/u,
    );
  });

  it('where a lesson is in one language only', () => {
    expect(missing('lessons/zh/03-polling.md')).toThrow(
      'lessons/zh/03-polling.md:1: this file is missing',
    );
    expect(missing('lessons/en/03-polling.md')).toThrow(
      'lessons/zh/03-polling.md:1: the original has no such lesson',
    );
  });

  it('at a link to a step that is not there', () => {
    const link = '[a](lesson:frames#nowhere)';
    expect(changed('lessons/en/01-what-websocket-is.md', 'IP carries packets.', link)).toThrow(
      /^lessons\/en\/01-what-websocket-is\.md:\d+: "frames" has no step "nowhere"$/u,
    );
  });

  it('where a term is in one language only', () => {
    const glossary = 'lessons/zh/reference/glossary.md';
    expect(changed(glossary, '## accept\n', '## acceptance\n')).toThrow(
      `${glossary}:1: unknown id "acceptance"`,
    );
    expect(changed(glossary, '## accept\n\nSec-WebSocket-Accept\n', '')).toThrow(glossary);
  });

  it('where a term that is linked to is gone', () => {
    const work = () => {
      const files = without('lessons/en/reference/glossary.md', (was) =>
        was.replace('## masking\n', '## masks\n'),
      );
      return compileCourses(files);
    };
    expect(work).toThrow('"term:masking" leads nowhere');
  });
});
