import type { RootContent } from 'mdast';
import type { Directive } from './directive.ts';
import type { Exercise, ExerciseTrials } from './exercises.ts';
import { JUDGES } from './judges/index.ts';
import type { JudgeName } from './judges/index.ts';
import type { LessonProse } from './lesson-prose.ts';
import { readItems, readLessonProse } from './prose.ts';
import { examOf } from './read-question.ts';

/** The code blocks of an exercise: one `start` at most, one `solution`, and what only tests try. */
const TRIALS = ['start', 'solution', 'right', 'wrong'] as const;

type Trials = Record<(typeof TRIALS)[number], string[]>;

/** `:::exercise{judge=…}`: paragraphs, a list of hints, then answers in code blocks. */
export function readExercise(directive: Directive): {
  exercise: Exercise;
  trials: ExerciseTrials;
} {
  const { attributes, stop } = directive;
  const name = attributes.oneOf('judge', Object.keys(JUDGES) as readonly JudgeName[]);
  const asked = examOf(directive);
  const parameters = Object.fromEntries(attributes.rest());
  const fault = JUDGES[name].check(parameters);
  if (fault !== null) stop(fault);
  const { task, hints, trials } = partsOf(directive);
  const [solution = stop('has no ```solution')] = trials.solution;
  if (trials.solution.length > 1 || trials.start.length > 1) stop('has a solution or start twice');
  if (trials.right.length === 0) stop('has no ```right: another right answer than the solution');
  if (trials.wrong.length === 0) stop('has no ```wrong');
  const exercise: Exercise = {
    kind: 'exercise',
    ...asked,
    judge: name,
    parameters,
    answerAs: JUDGES[name].answerAs,
    task,
    hints,
    start: trials.start[0] ?? '',
    solution,
  };
  return { exercise, trials: { right: trials.right, wrong: trials.wrong } };
}

function partsOf(directive: Directive) {
  const task: LessonProse[] = [];
  const hints: LessonProse[] = [];
  const trials: Trials = { start: [], solution: [], right: [], wrong: [] };
  for (const node of directive.children) {
    if (node.type === 'paragraph' && hints.length === 0) {
      task.push(readLessonProse(node.children, directive.file));
    } else if (node.type === 'list' && hints.length === 0 && task.length > 0) {
      hints.push(...readItems(node, directive.file));
    } else if (node.type === 'code' && hints.length > 0) {
      trials[trialOf(node, directive)].push(node.value);
    } else {
      directive.stop('says the task, lists hints, then has its answers in ``` blocks');
    }
  }
  if (hints.length === 0) directive.stop('says the task, then lists hints');
  return { task, hints, trials };
}

function trialOf(node: Extract<RootContent, { type: 'code' }>, { stop }: Directive) {
  return (
    TRIALS.find((each) => each === node.lang) ?? stop(`a \`\`\` block is ${TRIALS.join(', ')}`)
  );
}
