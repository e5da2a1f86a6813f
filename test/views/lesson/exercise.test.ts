import { screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import '../../../src/course/judges/index.ts';
import '../../../src/course/read-answer.ts';
import type { Exercise } from '../../../src/course/exercises.ts';
import ExerciseView from '../../../src/views/lesson/ExerciseView.svelte';
import { prose, renderLesson } from './read.ts';

const PING: Exercise = {
  kind: 'exercise',
  judge: 'frame',
  parameters: { sender: 'client', opcode: 'ping', text: 'hi' },
  answerAs: 'hex',
  task: [prose('Write a Ping.')],
  hints: [prose('Opcode 9.'), prose('Two bytes of payload.')],
  start: '81 00',
  solution: '89 82 00 00 00 01 68 68',
};

/** A machine may be busy. */
const PATIENT = { timeout: 30_000 };

function begin() {
  const onanswer = vi.fn();
  renderLesson(ExerciseView, { exercise: PING, onanswer });
  const box = screen.getByRole('textbox', { name: 'Your bytes' });
  return { onanswer, box, user: userEvent.setup() };
}

async function answer(user: ReturnType<typeof userEvent.setup>, box: HTMLElement, text: string) {
  await user.clear(box);
  await user.type(box, text);
  await user.click(screen.getByRole('button', { name: 'Check' }));
}

describe('an exercise', () => {
  it('takes any bytes that do what was asked', async () => {
    const { onanswer, box, user } = begin();
    await answer(user, box, '89 82 37 fa 21 3d 5f 93');
    expect(await screen.findByText('Right.', {}, PATIENT)).toBeInTheDocument();
    expect(onanswer).toHaveBeenLastCalledWith(true);
  });

  it('shows what a wrong answer did, and what it lacks', async () => {
    const { onanswer, box, user } = begin();
    await answer(user, box, '8a 82 37 fa 21 3d 5f 93');
    expect(await screen.findByText('Not yet.', {}, PATIENT)).toBeInTheDocument();
    expect(screen.getByText('Pong, masked, 2 bytes of payload.')).toBeInTheDocument();
    expect(screen.getByText('Another kind of frame was asked for.')).toBeInTheDocument();
    expect(onanswer).toHaveBeenLastCalledWith(false);
  });

  it('names the line that cannot be read', async () => {
    const { onanswer, box, user } = begin();
    await answer(user, box, '89 8x');
    expect(await screen.findByText('Line 1 cannot be read.', {}, PATIENT)).toBeInTheDocument();
    expect(onanswer).toHaveBeenLastCalledWith(false);
  });

  it('gives hints one by one, and a solution only after the last', async () => {
    const { user } = begin();
    expect(screen.queryByRole('button', { name: 'Show a solution' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'A hint' }));
    expect(screen.getByText('Opcode 9.')).toBeInTheDocument();
    expect(screen.queryByText('Two bytes of payload.')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Another hint' }));
    await user.click(screen.getByRole('button', { name: 'Show a solution' }));
    expect(screen.getByText('89 82 00 00 00 01 68 68')).toBeInTheDocument();
  });
});
