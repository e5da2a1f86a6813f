import type { Messages } from '../words.ts';

export const compose: Messages['compose'] = {
  title: '构造 WebSocket 帧',
  description:
    '构造任意 WebSocket 帧，合法与否都行：字段、比特与字节时时同步，并指出违反了哪条规则。',
  heading: '构造',
  lede: '合法也好，非法也好，什么帧都能造。字段、比特、字节时时同步。',
  tabs: { label: '构造什么', frames: '帧', handshake: '握手' },
};
