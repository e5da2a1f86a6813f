import type { bytes as en } from '../en/bytes.ts';
import type { Shape } from '../shape.ts';
import { count } from '../numbers.ts';

const bytesOf = (n: number | bigint) => `${count(n)} 字节`;

export const bytes: Shape<typeof en> = {
  diagram: '帧的比特图',
  text: '报文的文本',
  hex: '十六进制字节',
  fields: '字段',
  detail: '选中的字段',
  hint: '用方向键在字段间移动，按 Esc 取消选择。',
  flipHint: '方向键逐位移动，空格键或回车键翻转一位。',
  choose: '在比特图、字节或列表中选一个字段，查看它的作用。',
  spoken: (name, told) => (told.length > 0 ? `${name}：${told.join('，')}` : name),
  broken: '违反规则',
  inReference: '查参考',
  bytes: bytesOf,
  part: (present, all) => `共 ${bytesOf(all)}，现有 ${count(present)}`,
  isMasked: (length) => `${length}，已掩码`,
  masked: '已掩码',
  computed: (name, how) => `${name}（${how}）`,
  sources: {
    wire: '线上原样',
    unmasked: '去掩码后',
    joined: '合并各分片后',
    inflated: '解压后',
    dechunked: '去分块后',
    decoded: '解码后',
  },
  more: (n) => `…… 还有 ${bytesOf(n)}`,
  showMore: '展开',
  showLess: '收起',
  missing: (n) => `数据在此单元中途结束，还缺 ${bytesOf(n)}。`,
  unfinished: '数据在此单元中途结束。',
  accept: {
    key: '发出的 Sec-WebSocket-Key',
    joined: '后面接上 RFC 6455 规定的 GUID',
    digest: '对这段文本做 SHA-1',
    groups: '转成 base64：每三字节四个字符',
    written: '应有的 accept',
  },
  flags: {
    fin: { set: '消息的最后一个分片', clear: '后面还有分片' },
    rsv: { set: '只有扩展才能置 1', clear: '未使用' },
    mask: { set: '载荷已掩码', clear: '载荷未掩码' },
  },
  opcodes: {
    continuation: '延续帧',
    text: '文本帧',
    binary: '二进制帧',
    close: '关闭帧',
    ping: 'Ping 帧',
    pong: 'Pong 帧',
  },
  reserved: '保留',
  lengths: {
    in16: '长度写在接下来的 16 位里',
    in64: '长度写在接下来的 64 位里',
  },
  place: {
    bit: (bit, byte) => `第 ${byte} 字节的第 ${bit} 位`,
    bits: (from, to, byte) => `第 ${byte} 字节的第 ${from}–${to} 位`,
    across: (bit, byte, toBit, toByte) =>
      `第 ${byte} 字节第 ${bit} 位至第 ${toByte} 字节第 ${toBit} 位`,
    byte: (byte) => `第 ${count(byte)} 字节`,
    bytes: (from, to) => `第 ${count(from)}–${count(to)} 字节`,
    nowhere: (byte) => `不占字节，位于第 ${count(byte)} 字节之前`,
    inside: (place, source) => `${source}载荷的${place}`,
    stream: (offset) => `流内偏移 ${count(offset)}（0x${offset.toString(16)}）`,
  },
  severity: { error: '错误', warning: '警告' },
  closes: (code) => `严格的接收方会以 ${code} 关闭连接。`,
  answers: (status) => `严格的服务器会回应 ${status}。`,
};
