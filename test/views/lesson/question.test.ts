import { screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Question } from '../../../src/course/questions.ts';
import QuestionView from '../../../src/views/lesson/QuestionView.svelte';
import { prose, renderLesson } from './read.ts';

const CHOICE: Question = {
  kind: 'question',
  as: 'choice',
  ask: [prose('Who masks?')],
  options: [
    { right: false, text: prose('The server'), reply: prose('It must not.') },
    { right: true, text: prose('The client'), reply: prose('Every frame.') },
    { right: false, text: prose('Both'), reply: prose('One side only.') },
  ],
};

function ask(question: Question, teach = false) {
  const onanswer = vi.fn();
  renderLesson(QuestionView, { question, onanswer }, { teach });
  return { onanswer, user: userEvent.setup() };
}

const check = () => screen.getByRole('button', { name: 'Check' });

describe('a question', () => {
  it('says nothing before an answer', () => {
    ask(CHOICE);
    expect(screen.queryByText(/Every frame/)).toBeNull();
    expect(screen.queryByText(/It must not/)).toBeNull();
  });

  it('answers a wrong choice for that very mistake, and keeps the others to itself', async () => {
    const { onanswer, user } = ask(CHOICE);
    await user.click(screen.getByRole('radio', { name: 'The server' }));
    await user.click(check());
    expect(screen.getByRole('status')).toHaveTextContent('Not quite. It must not.');
    expect(screen.queryByText(/Every frame/)).toBeNull();
    expect(onanswer).toHaveBeenLastCalledWith(false);
  });

  it('can be answered by keyboard, and shows every reply once it was right', async () => {
    const { onanswer, user } = ask(CHOICE);
    await user.tab();
    await user.keyboard('[ArrowDown]');
    screen.getByRole('radio', { name: 'The client' }).focus();
    await user.keyboard(' {Enter}');
    expect(screen.getByRole('status')).toHaveTextContent('Right. Every frame.');
    expect(onanswer).toHaveBeenLastCalledWith(true);
    const answers = screen.getByText('Every answer, and why').closest('details')!;
    expect(within(answers).getByText('One side only.')).toBeInTheDocument();
  });

  it('tells who gives up', async () => {
    const { user } = ask(CHOICE);
    await user.click(screen.getByRole('radio', { name: 'Both' }));
    await user.click(check());
    await user.click(screen.getByRole('button', { name: 'Tell me' }));
    expect(screen.getByText('Every frame.')).toBeInTheDocument();
  });

  it('hides its answers while teaching, until they are asked for', async () => {
    const { user } = ask(CHOICE, true);
    expect(screen.getByText('Who masks?')).toBeInTheDocument();
    expect(screen.queryByRole('radio')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Show the answers' }));
    expect(screen.getAllByRole('radio')).toHaveLength(3);
  });

  it('takes a number with a comma, within the tolerance', async () => {
    const { user, onanswer } = ask({
      kind: 'question',
      as: 'number',
      ask: [prose('How long?')],
      unit: 'ms',
      tolerance: 1,
      options: [{ right: true, value: 2.5, reply: prose('Half of five.') }],
    });
    await user.type(screen.getByRole('textbox', { name: 'Your number' }), '3,4');
    await user.keyboard('{Enter}');
    expect(onanswer).toHaveBeenLastCalledWith(true);
    expect(screen.getByRole('status')).toHaveTextContent('Half of five.');
  });

  it('says that what is no hex is none', async () => {
    const { user, onanswer } = ask({
      kind: 'question',
      as: 'bytes',
      ask: [prose('Which byte?')],
      options: [{ right: true, hex: '80', reply: prose('The last fragment.') }],
    });
    const box = screen.getByRole('textbox', { name: 'Your bytes, in hex' });
    await user.type(box, '8');
    await user.click(check());
    expect(screen.getByRole('status')).toHaveTextContent('no pairs of hex digits');
    expect(onanswer).not.toHaveBeenCalled();
    await user.type(box, '0');
    await user.click(check());
    expect(onanswer).toHaveBeenLastCalledWith(true);
  });

  it('lets things be put in order by buttons', async () => {
    const names = ['SYN', 'SYN, ACK', 'ACK'];
    const { user, onanswer } = ask({
      kind: 'question',
      as: 'order',
      ask: [prose('In which order?')],
      items: names.map((name) => ({ text: prose(name), reply: prose(`Why ${name}.`) })),
    });
    const places = () => screen.getAllByRole('listitem').map((item) => item.textContent?.trim());
    expect(places()).not.toEqual(names);
    for (const [place, name] of names.entries()) {
      while (places().indexOf(name) > place) {
        await user.click(screen.getByRole('button', { name: `Move up: ${name}` }));
      }
    }
    await user.click(check());
    expect(onanswer).toHaveBeenLastCalledWith(true);
  });
});
