import type { log as en } from '../en/log.ts';
import type { Shape } from '../shape.ts';
import { count } from '../numbers.ts';

/** A short time as a person reads it. */
const span = (s: number) =>
  s < 1
    ? `${(s * 1000).toLocaleString('zh', { maximumFractionDigits: s < 0.1 ? 1 : 0 })} 毫秒`
    : `${s.toLocaleString('zh', { maximumFractionDigits: 2 })} 秒`;

export const log: Shape<typeof en> = {
  tag: '日志',
  note: '来自日志（HAR）：这是别的软件解析后的记录，不是实际传输的字节。其中没有帧，也没有补造；因此没有比特图、时间线，也不能导出 .pcapng。',
  messages: (n) => `${count(n)} 条消息`,
  exchanges: (n) => `${count(n)} 次请求`,
  unknown: '–',
  noResponse: '没有响应',
  aborted: '没有关闭帧就结束了',
  title: {
    exchange: (method) => `请求与响应 · ${method}`,
    message: (kind, direction) => `消息 · ${kind}，${direction}`,
  },
  entry: '日志条目',
  time: (s) => `时间 ${count(Math.round(s * 1000) / 1000)} 秒`,
  lasted: (s) => `用时 ${span(s)}`,
  opcode: (n) => `操作码 ${n}`,
  request: '请求',
  response: '响应',
  requestBody: '请求正文',
  responseBody: '响应正文',
  data: '数据',
  headers: (n) => `${count(n)} 个首部字段`,
  header: { name: '名称', value: '值' },
  noHeaders: '日志里没有首部。',
  body: {
    none: '日志里没有正文。',
    empty: '消息是空的。',
    leftOut: (size) =>
      size === null ? '日志没有保存正文。' : `日志没有保存正文，长 ${count(size)} 字节。`,
    size: (n) => `${count(n)} 字节`,
    logged: (n) => `日志记为 ${count(n)} 字节`,
    first: (n) => `开头 ${count(n)} 字节`,
    looks: { text: '文本', json: '排版后的 JSON', hex: '十六进制' },
    look: '显示为',
  },
  failed: (why) => `请求失败：${why}`,
  timings: {
    label: '时间花在哪里',
    blocked: '等待可用连接',
    dns: '域名解析',
    connect: '建立连接',
    ssl: 'TLS',
    send: '发送',
    wait: '等待响应',
    receive: '接收',
    span,
    none: '日志没有记录各阶段用时。',
  },
  export: {
    entries: '全部条目，NDJSON',
    payload: '当前行的正文或数据',
    noBytes: '日志里没有线路上的字节，所以不能写成 .pcapng，也不能复制为字节。',
  },
};
