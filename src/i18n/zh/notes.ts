import type { notes as en } from '../en/notes.ts';
import type { Shape } from '../shape.ts';
import { count } from '../numbers.ts';

export const notes: Shape<typeof en> = {
  add: '加批注',
  addHint: '给这一行写批注（焦点在会话中时可按 N 键）',
  label: '这一行的批注',
  box: '批注',
  hint: '边写边存，就在本页的链接里。只收纯文本；按 Escape 或“完成”关闭输入框。',
  done: '完成',
  edit: '修改批注',
  remove: '删除批注',
  undo: '恢复',
  marked: '有批注',
  long: (most) => `链接只带每条批注的前 ${count(most)} 个字符，其余的留在这里，直到关闭页面。`,
  length: (n, most) => `${count(n)} / ${count(most)}`,
  full: (most) => `一个链接最多带 ${count(most)} 条批注。删去一条才能再写。`,
  removed: (n) => `已删除 ${count(n)} 条批注。`,
  otherInput: (n) => `${count(n)} 条批注属于先前的输入，已经取下。`,
  lost: (n) =>
    `链接里有 ${count(n)} 条批注或改动读不出来，或者这里没有它们所指的位置，已略去；输入本身完整。`,
  heading: (n) => `${count(n)} 条批注`,
  region: '批注',
  place: {
    row: (n) => `第 ${count(n)} 行`,
    kind: (row, kind) => `${row} · ${kind}`,
    other: (connection, row) => `连接 ${count(connection)} · ${row}`,
    missing: (place) => `${place}（不存在）`,
  },
};
