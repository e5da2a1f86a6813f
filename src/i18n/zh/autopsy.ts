import type { autopsy as en } from '../en/autopsy.ts';
import type { Shape } from '../shape.ts';
import { count } from '../numbers.ts';

type Args = readonly (number | string)[];

const number = (args: Args, i: number): number => Number(args[i] ?? 0);

const CODINGS: Readonly<Record<string, string>> = {
  gzip: 'gzip（RFC 1952）',
  zlib: 'zlib（RFC 1950）',
  deflate: '裸 DEFLATE（RFC 1951）',
  message: 'permessage-deflate 产生的 DEFLATE（RFC 7692）',
};

const RECORDS: Readonly<Record<string, string>> = {
  handshake: '握手',
  changeCipherSpec: '更改密码规格',
  alert: '警报',
  applicationData: '应用数据',
};

const records = (args: Args): string =>
  args
    .slice(1)
    .flatMap((name, i, all) =>
      i % 2 === 0 ? [`${RECORDS[name] ?? name} × ${count(Number(all[i + 1]))}`] : [],
    )
    .join('、');

export const autopsy: Shape<typeof en> = {
  label: '可能发生了什么',
  heading: '照现在的样子，这些字节讲不通',
  lede: '下面是它们可能遭遇的事，最可能的在前。证据以比特计：每多一比特，纯属巧合的可能就减半。试一试不会弄丢任何东西，一次点击就能回来。',
  looked: (looked, total) =>
    looked === total
      ? `${count(total)} 个字节全部检查过。`
      : `检查了 ${count(total)} 个字节中的前 ${count(looked)} 个；试的时候处理全部字节。`,
  bits: (n) => `证据：${count(n)} 比特`,
  invented: '外面的帧是补上去的：这些字节从未这样传输过。',
  would: '会读成',
  frame: (opcode, length, text) =>
    `${opcode}，${count(length)} 字节${text === null ? '' : `：“${text}”`}`,
  try: '试试',
  tryLong: (title) => `试试：${title}`,
  instead: '可以这样做',
  working: '正在生成字节……',
  failed: '没能生成字节。你给出的内容没有变。',
  tried: (title) => `正在试：${title}。`,
  back: '回到原来的字节',
  evidence: {
    between: '；',
    end: '。',
    heads: (n) => `${count(n)} 个 HTTP 头部`,
    frames: (n, lands) =>
      `${n === 1 ? '1 个帧合乎格式' : `${count(n)} 个帧首尾相接`}${lands ? '，恰好到字节末尾结束' : ''}`,
    texts: (n) => `${count(n)} 条文本是可读的 UTF-8`,
    share: (percent) => `解释了 ${count(percent)}% 的字节`,
    faults: (n) => `仍有 ${count(n)} 个帧不合规则`,
  },
  hypotheses: {
    'frames-later': {
      title: (args) => `帧从第 ${count(number(args, 0))} 字节开始`,
      why: (args) =>
        `前面 ${count(number(args, 0))} 个字节可能是一个缺了开头的帧的末尾，也可能根本不是帧。去掉之后：`,
    },
    'head-missing': {
      title: (args) => (number(args, 0) === 1 ? '缺了第一个字节' : '缺了开头的几个字节'),
      why: (args) => `在前面补上 ${count(number(args, 0))} 个最可能的字节之后：`,
    },
    'payload-only': {
      title: (args) => (args[0] === 'json' ? '这是没有帧的 JSON' : '这是没有帧的文本'),
      why: () => '这是应用程序看到的内容：可读的 UTF-8，而不是线路上传输的样子。装进一个帧里：',
    },
    'payload-unmasked': {
      title: () => '载荷已是明文，MASK 位却还在',
      why: () =>
        '可能是某个工具解了掩码，却原样留下 MASK 位和密钥；也可能发送方掩码了两次。再掩码一次：',
    },
    'mask-bit-lost': {
      title: () => '载荷有掩码，MASK 位却没有置位',
      why: () => '每个长度后面的四个字节正好可以当掩码密钥，头部却没有说。补上 MASK 位：',
    },
    'length-order': {
      title: () => '长度字段写成了低字节在前',
      why: () => 'RFC 6455 §5.2 要求网络字节序，即高字节在前。把扩展长度倒过来：',
    },
    'other-direction': {
      title: () => '方向反了',
      why: (args) =>
        args[0] === 'client-to-server'
          ? '客户端的帧都要掩码，这些帧却没有，应是服务器发的。按此读取：'
          : '服务器的帧从不掩码，这些帧却有，应是客户端发的。按此读取：',
    },
    'words-swapped': {
      title: (args) => `字节按 ${count(number(args, 0))} 位的字颠倒了`,
      why: () => '不带选项的 hexdump、xxd -e 之类的转储把数字写成低字节在前。倒回来：',
    },
    'half-byte': {
      title: (args) => (args[0] === 'lost' ? '缺了第一个十六进制数字' : '多了一个十六进制数字'),
      why: (args) =>
        args[0] === 'lost'
          ? '每个字节都由相邻两个字节的各一半拼成。在最前面补上 8（完整消息的帧多以它开头）：'
          : '每个字节都由相邻两个字节的各一半拼成。去掉第一个数字：',
    },
    'text-of-bytes': {
      title: () => '这些字节是另一些字节的文字写法',
      why: () => '当作文本看，它们是十六进制、base64 或转储。按那种写法读取：',
    },
    'other-format': {
      title: (args) => `输入其实是 ${args[0]}`,
      why: (args) => `这些字符同样符合 ${args[0]}。按此读取：`,
    },
    'utf8-twice': {
      title: () => '二进制数据被当作文本转成了 UTF-8',
      why: (args) =>
        `大于 7f 的字节变成了两个：c2 或 c3，再加一个，共 ${count(number(args, 0))} 处。还原之后：`,
    },
    replaced: {
      title: () => '二进制数据被当作文本读过，已无法复原',
      why: (args) =>
        `有 ${count(number(args, 0))} 处是 ef bf bd，即替换字符 U+FFFD，顶替了不是 UTF-8 的字节。原来是哪些字节，已无从得知。`,
    },
    'line-ends': {
      title: () => '换行被转换过',
      why: (args) =>
        `${count(number(args, 0))} 个 0a 前面都有 0d，像是以文本方式复制时加上的。去掉之后：`,
    },
    compressed: {
      title: (args) => `经过压缩：${CODINGS[args[0] ?? ''] ?? args[0]}`,
      why: (args) =>
        `${count(number(args, 1))} 个字节解压得到 ${count(number(args, 2))} 个${args[3] === 'text' ? '，是没有帧的文本。装进一个帧里：' : '。解压之后：'}`,
    },
    http2: {
      title: () => '这是 HTTP/2',
      why: (args) =>
        `${count(number(args, 0))} 个 RFC 9113 §4.1 的帧首尾相接，分属 ${count(number(args, 1))} 个流。` +
        (number(args, 2) === 0
          ? ''
          : `流 ${count(number(args, 2))} 里装的是 WebSocket 帧（RFC 8441 §5）。取出它的数据：`),
    },
    'hixie-76': {
      title: () => '2010 年的 WebSocket 帧（draft-hixie-76）',
      why: (args) =>
        `${count(number(args, 0))} 条文本夹在 00 与 ff 之间，这是 RFC 6455 之前的草案的分帧方式。换成今天的帧：`,
    },
    tls: {
      title: () => '这是 TLS',
      why: (args) => `${count(number(args, 0))} 条记录首尾相接：${records(args)}。`,
    },
    'other-protocol': {
      title: (args) => `这是 ${args[0]}`,
      why: (args) => `只有 ${args[0]} 会这样开头。`,
    },
  },
  advice: {
    replaced:
      '请回到字节尚未变成文本的地方重新取一份：二进制文件、十六进制或 base64 都行。如果是程序导出的，不要把载荷转成字符串。',
    http2:
      '检查过的部分里没有哪个流带有 WebSocket 帧。HTTP/2 上的 WebSocket 以带 :protocol 的 CONNECT 开始，请从那个流的开头抓起。',
    'other-protocol': '这里不解码它。请检查抓包的端口或过滤条件，看看复制的是不是那条连接。',
  },
};
