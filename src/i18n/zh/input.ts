import type { InputKind, NoteId, ReasonId } from '../../trace/input.ts';
import type { ConversationNoteId } from '../../trace/notes.ts';
import type { input as en } from '../en/input.ts';
import type { Shape } from '../shape.ts';

const kinds: Record<InputKind, string> = {
  hex: '十六进制',
  base64: 'base64',
  xxd: 'xxd 转储',
  hexdump: 'hexdump 转储',
  'http-text': 'HTTP 文本',
  binary: '二进制文件',
};

const reasons: Record<ReasonId, string> = {
  chosen: '这是你选定的格式。',
  nothing: '这里没有任何内容像是已知的字节写法。',
  'xxd-rows': '每行以偏移量和冒号开头，这是 xxd 的输出格式。',
  'hexdump-rows': '每行以累计字节数的偏移量开头，这是 hexdump 和 od 的输出格式。',
  'hex-prefixed': '字节带有 0x 或 \\x 前缀。',
  'hex-pairs': '由分隔开的十六进制数字组成。',
  'hex-solid': '全部是十六进制数字。',
  'hex-mostly': '大部分是十六进制数字，但有些字符不符合。',
  'base64-alphabet': '所有字符都属于 base64 字母表。',
  'base64-mostly': '大部分是 base64，但有些字符不符合。',
  'http-start-line': '其中有 HTTP 请求行或状态行。',
  'not-text': '文件内容不是已知写法的文本，因此直接按原始字节读取。',
};

const named = (detail: string): string[] =>
  detail.split(' ').map((kind) => (kinds as Record<string, string>)[kind] ?? kind);

function guessed(detail: string): string {
  const [kind, ...others] = named(detail);
  const could = others.length > 0 ? `也可能是${others.join('或')}。` : '';
  return `按${kind}读取，但这只是猜测。${could}如果结果说不通，请改选其他格式。`;
}

const senders: Record<string, string> = {
  'client-to-server': '它们的形式像是客户端发送的，因此视为客户端发送。',
  'server-to-client': '它们的形式像是服务器发送的，因此视为服务器发送。',
  both: '请求和带掩码的帧视为客户端发送，其余视为服务器发送。',
};

const notes: Record<NoteId, (where: string, detail: string) => string> = {
  'input/empty': () => '没有可读取的内容。请粘贴字节或拖入文件。',
  'input/not-recognised': (where) =>
    `从${where}开始的内容不像任何已知写法，因此没有从中读取字节。如果仍要读取，请手动选择格式。`,
  'input/not-this-kind': (where, detail) =>
    `从${where}开始的内容看起来不是${named(detail).join('、')}，但已按你的选择这样读取。`,
  'input/kind-guessed': (_where, detail) => guessed(detail),
  'input/direction-guessed': (where, detail) =>
    `从${where}开始的字节没有标明发送方。${senders[detail] ?? senders.both}如果不对，请切换方向。`,
  'input/direction-marked': (where) =>
    `方向取自行首的标记（第一个在${where}）：> 表示客户端发送，< 表示服务器发送。`,
  'input/order-unknown': () =>
    '两份输入没有说明各自字节的先后顺序。这里先显示握手，再依次显示两个方向。',
  'input/odd-nibble': (where, detail) =>
    `${where}的十六进制数字“${detail}”不成对，只有半个字节，已略去。请补上缺少的数字，或删去它。`,
  'input/stray-character': (where, detail) =>
    `${where}的“${detail}”不属于这种写法，已跳过；其后的内容从新的字节开始。请删去或改正它。`,
  'input/comments': (where) => `已跳过注释（第一处在${where}），注释中的内容没有当作字节读取。`,
  'input/full-width': (where, detail) =>
    `全角字符（第一个是${where}的“${detail}”）已按对应的半角字符读取。`,
  'input/skipped-line': (where, detail) => `${where}的这一行不含字节，已跳过：“${detail}”。`,
  'input/offset-jump': (where, detail) =>
    `${where}的偏移量与之前的字节数对不上（${detail}），可能有行缺失或被改动。字节已按原样连接，没有补造任何字节。`,
  'input/repeated-lines': (where, detail) =>
    `${where}的 * 表示重复的行，已补全，共 ${detail} 字节。`,
  'input/repeat-without-end': (where) =>
    `${where}的 * 表示重复的行，但其后没有偏移量说明重复了多少，因此没有补全。请把转储的最后一行也粘贴进来。`,
  'input/byte-order': (where) =>
    `从${where}开始，每组是低字节在前的 16 位数，这是 hexdump 不带选项时的输出。每组的两个字节已换回原来的顺序。为保险起见，请使用 hexdump -C。`,
  'input/gutter-mismatch': (where) =>
    `${where}的文本列与前面的数字不一致。其中之一可能被改动过，也可能转储的是二进制位（xxd -b）或倒序的字节组（xxd -e）。已按数字读取；请用不带选项的 xxd 重新转储。`,
  'input/base64-length': (where, detail) =>
    `base64 在${where}的“${detail}”处过早结束，缺少字符或填充。请检查是否复制完整。`,
  'input/base64-bits': (where, detail) =>
    `${where}的“${detail}”是一段 base64 的末尾，其中有不属于任何字节的非零位，已略去。请检查是否复制完整。`,
  'input/line-breaks': (where) =>
    `HTTP 文本中的换行（第一处在${where}）已改为 CRLF，与 HTTP 实际传输的一致。`,
  'input/head-end-added': (where) =>
    `HTTP 头部在${where}之前没有空行，而此处开始了别的内容，因此补上了空行。`,
  'input/body-as-text': (where) =>
    `HTTP 头部之后、从${where}开始的内容不像任何字节写法，因此逐字当作消息体。`,
  'input/too-large': (where, detail) =>
    `内容超出了这里能读取的范围：从${where}起有 ${detail} 个字节或字符被略去。请把输入分成几段。`,
  'input/more-notes': (where, detail) => `从${where}起还有 ${detail} 条类似的提示。格式选对了吗？`,
};

const numbersIn = (detail: string): string[] => detail.split(' ');

const evidence: Record<string, string> = {
  'start-line': '请求和响应可以说明',
  'client-hello': 'TLS 的第一条消息可以说明',
  mask: '只有客户端给帧加掩码',
  port: '字节本身看不出来，因此沿用了抓包的猜测',
};

const conversationNotes: Record<ConversationNoteId, (where: string, detail: string) => string> = {
  'conversation/handshake-missing': () =>
    '抓包中没有握手。帧照样读取，但双方商定的子协议和扩展无从得知。',
  'conversation/direction-inferred': (_where, detail) =>
    `抓包中看不出这条连接由谁发起。哪一方是客户端是推断出来的：${evidence[detail] ?? detail}。`,
  'conversation/compression-inferred': (where) =>
    `有些消息（第一条在${where}）标记为已压缩，内容也像，因此假定使用了默认窗口的 permessage-deflate。如果消息引用了抓包开始之前的内容，就无法解压。`,
  'conversation/gap': (where, detail) => {
    const [gaps = '', bytes = ''] = numbersIn(detail);
    return `抓包缺少 ${bytes} 个实际传输过的字节，第一处在${where}（共 ${gaps} 处）。它们的内容不得而知，也不算作任何一方的错误。`;
  },
  'conversation/resynchronised': (where, detail) => {
    const [times = '', bytes = ''] = numbersIn(detail);
    const passed = bytes === '0' ? '' : `，其间有 ${bytes} 个字节无法解释`;
    return `缺少字节之后，只能重新寻找下一个单元（共 ${times} 处）：从${where}起继续读取${passed}。之后的内容很可能正确，但不能保证。`;
  },
  'conversation/sync-lost': (where, detail) =>
    `从${where}起再也读不出内容：之前缺了字节，剩下的 ${detail} 个字节里找不到帧或头部的开头。`,
  'conversation/tls': (_where, detail) => {
    const [host = '-', ...protocols] = numbersIn(detail);
    const to = host === '-' ? '' : `（目标 ${host}）`;
    const speaking = protocols.length === 0 ? '' : `，协议 ${protocols.join('、')}`;
    return `这条连接${to}用 TLS 加密${speaking}，其中的内容无法读取。请让浏览器或 Node 输出密钥（SSLKEYLOGFILE、node --tls-keylog），在 Wireshark 中配合该密钥日志打开抓包，再导出解密后的流：“追踪流 → TLS 流”，保存为原始数据。也可以在终结 TLS 的代理之后抓包。`;
  },
  'conversation/http2': () => '这条连接使用明文 HTTP/2，这里不解码。',
  'conversation/not-recognised': () =>
    '在这条连接上既没有找到 HTTP，也没有找到 WebSocket 帧，可能是别的协议。',
};

export const input: Shape<typeof en> = {
  kinds,
  reasons,
  notes,
  conversationNotes,
  places: {
    text: (line, column) => `第 ${line} 行第 ${column} 列`,
    file: (byte) => `第 ${byte} 字节`,
    stream: (direction, byte) =>
      `${direction === 'client-to-server' ? '客户端' : '服务器'}所发的第 ${byte} 字节`,
  },
};
