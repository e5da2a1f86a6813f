import type { change as en } from '../en/change.ts';
import type { Shape } from '../shape.ts';
import { count } from '../numbers.ts';

const hex = (byte: number) => byte.toString(16).padStart(2, '0');

export const change: Shape<typeof en> = {
  start: '假如……',
  startHint: '翻转一位或改一个字节，看看当初这样传输会读成什么。',
  label: '假如',
  hint: '点一位就翻转它，也可以在下面直接改字节。按 Ctrl+Z 撤销。',
  undo: '撤销',
  redo: '重做',
  keep: '保留原样',
  none: '还没有改动。',
  edits: (n) => `改了 ${count(n)} 个字节`,
  edit: (offset, before, after) =>
    `第 ${count(offset)} 字节：${before === null ? '' : `${hex(before)} → `}${hex(after)}`,
  reading: '正在重新读取',
  failed: '改动后的会话没能读出来，原来的会话没有变。',
  nowhere: '按改动后的读法，没有哪个单元包含这个字节。',
  changed: '改动后',
  original: '原来',
  sideBySide: '原来与改动后，逐个字段对照',
  follows: {
    label: '结果会怎样',
    nothing: '没有影响：字节与原来一样。',
    rows: (edited, judged, gone, added) =>
      [
        ...(edited > 0 ? [`${count(edited)} 行变了`] : []),
        ...(judged > 0 ? [`${count(judged)} 行字节未变，判定变了`] : []),
        ...(gone > 0 ? [`${count(gone)} 行消失`] : []),
        ...(added > 0 ? [`多出 ${count(added)} 行`] : []),
      ].join('；') + '。',
    inStep: '各帧仍从原来的位置开始，没有错位。',
    lost: (direction, at) => `${direction}：从第 ${count(at)} 字节起，单元的起点与原来不同。`,
    found: (at) => `到第 ${count(at)} 字节又重新对齐。`,
    never: '此后再也没有对齐。',
    waits: (direction, need, have) =>
      `${direction}：接收方在等 ${need} 个字节，只等到 ${count(have)} 个。`,
    show: '查看',
  },
  rules: {
    appear: '新违反的规则',
    vanish: '不再违反的规则',
    times: (n) => (n === 1 ? '' : `× ${count(n)}`),
  },
  verdict: {
    label: '双方各怎么说',
    receiver: { 'client-to-server': '服务器的回应', 'server-to-client': '客户端的回应' },
    api: { 'client-to-server': '客户端的 API', 'server-to-client': '服务器的 API' },
    takes: '全部接受',
    closes: (code, row) => `在${row}回以关闭码 ${code}`,
    answers: (status, row) => `在${row}回以状态码 ${status}`,
    fails: (row) => `在${row}判定连接失败`,
    later: '读不到那里',
    reports: (code, reason, clean) =>
      `close 事件，关闭码 ${code}${reason === '' ? '' : `“${reason}”`}，${clean ? '关闭握手完整' : '关闭握手不完整'}`,
    silent: '没有报告结束',
    note: '按标准，严格的接收方不得接受第一个违反规则的单元，连接到此为止。',
    row: (n) => `第 ${count(n)} 行`,
    frame: (n) => `帧 ${count(n)} `,
  },
  pairs: {
    label: '与原来不同的行',
    fate: '变化',
    fates: {
      edited: '改动',
      resized: '长度变了',
      judged: '判定变了',
      gone: '消失',
      added: '新出现',
    },
    nothing: '这里没有',
    more: (n) => `另有 ${count(n)} 行`,
    hint: '选一行，查看两种读法。',
  },
  bytes: {
    label: '可以改写的字节',
    hint: '方向键逐字节移动，输入两个十六进制数字即可替换。',
    byte: (offset, value) => `第 ${count(offset)} 字节：${hex(value)}`,
    half: (digit) => `${digit}，再输入一个数字`,
    more: (n) => `这个单元另有 ${count(n)} 字节，不能在这里改。`,
  },
};
