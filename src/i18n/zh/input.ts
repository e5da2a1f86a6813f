import type { InputKind, NoteId, ReasonId } from '../../trace/input.ts';
import type { ConversationNoteId } from '../../trace/notes.ts';
import type { input as en } from '../en/input.ts';
import type { Shape } from '../shape.ts';

const kinds: Record<InputKind, string> = {
  hex: '十六进制',
  base64: 'base64',
  xxd: 'xxd 转储',
  hexdump: 'hexdump 转储',
  od: 'od 转储',
  tcpdump: 'tcpdump 输出',
  literal: '程序字面量',
  'url-encoded': 'URL 编码文本',
  'data-url': 'data URL',
  pem: 'PEM 封装',
  'http-text': 'HTTP 文本',
  'curl-trace': 'curl 跟踪',
  har: 'HAR 文件',
  pcap: 'pcap 抓包文件',
  pcapng: 'pcapng 抓包文件',
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
  'od-rows': '每行以偏移量开头，其后是字符、八进制数或十进制数，这是 od 的输出格式。',
  'tcpdump-rows': '每行以 0x 和偏移量开头，这是 tcpdump 输出数据包的格式。',
  'literal-syntax': '其中有程序书写或打印的列表、字节串或缓冲区。',
  'literal-decimals': '由 0 到 255（或 −128 到 127）的数组成，程序这样打印字节。',
  'percent-escapes': '字节以 % 标记，与 URL 中相同。',
  'data-url': '其中有以 data: 开头的地址。',
  'pem-lines': '其中有以 -----BEGIN 开头的行。',
  'curl-trace-lines': '其中有 curl --trace 写出的行，例如“=> Send header”。',
  'har-log': '内容是带有 log 对象的 JSON，即 HAR 文件。',
  'http-start-line': '其中有 HTTP 请求行或状态行。',
  'capture-magic': '文件开头是抓包文件的标识。',
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
  'input/several-kinds': (where, detail) =>
    `输入中有多种写法（第一处在${where}）：${named(detail).join('、')}。各部分已按各自的写法读取，字节按出现的顺序连接。`,
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
    `HTTP 首部区在${where}之前没有空行，而此处开始了别的内容，因此补上了空行。`,
  'input/body-as-text': (where) =>
    `HTTP 首部区之后、从${where}开始的内容不像任何字节写法，因此逐字当作正文。`,
  'input/commands': (where, detail) =>
    `带提示符的行（第一处在${where}）视为命令，已略去：“${detail}”。命令的输出已读取。`,
  'input/log-prefixes': (where, detail) =>
    `日志加在行首的内容已略去，第一处在${where}：“${detail}”。`,
  'input/log-words': (where, detail) => `日志中不含字节的行已略去，第一处在${where}：“${detail}”。`,
  'input/curl-remarks': (where) => `curl 说明自身状态的行已略去，第一处在${where}。`,
  'input/outside-literal': (where, detail) =>
    `${where}的“${detail}”在存放字节的列表、字符串或地址之外，因此没有读取。`,
  'input/left-by-tool': (where, detail) =>
    `打印这段内容的程序在${where}省略了 ${detail} 个字节。文本中没有它们，因此这里也缺少。请完整打印，例如使用 toString('hex')。`,
  'input/not-a-byte': (where, detail) =>
    `${where}的“${detail}”不是字节：字节的范围是 0 到 255，或 −128 到 127。已略去。`,
  'input/unclosed-string': (where, detail) =>
    `${where}的 ${detail} 开始了一个字符串，但它在本行没有结束。已读到行末。`,
  'input/unknown-escape': (where, detail) =>
    `${where}的“${detail}”不是这里认识的转义，已按字符本身读取。`,
  'input/characters-as-bytes': (where, detail) =>
    `${where}的“${detail}”以及其他 U+0080 到 U+00FF 的字符各读作一个字节，因为旁边的转义也是字节。在 Go 和 Rust 中，它们是 UTF-8 的两个字节。`,
  'input/plus-is-space': (where) =>
    `${where}的 + 读作空格，与表单的编码相同。如果要表示加号，请写作 %2B。`,
  'input/armour-header': (where, detail) =>
    `封装的头部和校验和已略去，第一处在${where}：“${detail}”。`,
  'input/derived-data': (where) =>
    `${where}的转储是 Wireshark 从数据包得出的内容（去掉掩码、拼接或解压后的），已略去，因为数据包本身也在。`,
  'input/packets': (where, detail) =>
    `从${where}开始的转储是数据包，共 ${detail} 个。已解析它们的链路层、IP 和 TCP 头部，并用其中的数据还原了连接。`,
  'input/packets-without-bytes': (where) =>
    `从${where}开始的数据包没有给出字节，或只以字符显示（tcpdump -A），大多数字节都成了点，因此没有读取。请使用 tcpdump -X，或用 -w 写成文件。`,
  'input/tls-records': (where) =>
    `“SSL data”部分（第一处在${where}）是 TLS 记录，里面的 HTTP 已在跟踪中另外给出，因此略去。`,
  'input/characters-only': (where, detail) =>
    `${where}的部分是切换协议之后的 ${detail} 个字节，但 --trace-ascii 用点代替字节，看不出原来是哪个字节，因此略去。请使用 curl --trace。`,
  'input/dots': (where) =>
    `${where}的数据中，点可能代表任何不可打印的字节：--trace-ascii 不保留原值。这里把点读作点。要看到全部字节，请使用 curl --trace。`,
  'input/section-length': (where, detail) =>
    `${where}的部分声明的字节数与其各行的字节数不同（${detail}），可能有行缺失或被改动。`,
  'input/har-not-json': (where, detail) =>
    `这看起来是 HAR 文件，但不是有效的 JSON：在${where}解析失败（“${detail}”），什么也没能读取。请重新导出。`,
  'input/har-cut': (where, detail) =>
    `HAR 文件在${where}中断或损坏（“${detail}”）。此前的完整条目已读取。`,
  'input/har-no-log': () => '这是 JSON，但其中没有“log”对象，因此不是 HAR 文件。',
  'input/har-no-entries': () => 'HAR 文件中没有任何条目。',
  'input/har-no-frames': (_where, detail) =>
    `HAR 文件${detail === '' ? '' : `（${detail}）`}记录的是经他人解析的请求、响应和消息，而不是实际传输的字节。因此这里看不到帧、掩码、分片，也看不到 Ping 和 Pong；没有补造任何内容。要查看它们，请用 tcpdump 或 Wireshark 抓包。`,
  'input/har-no-messages': (_where, detail) =>
    `${detail} 的 WebSocket 在此文件中没有消息：有些导出工具（例如 Firefox）会略去它们。这里只显示握手。`,
  'input/har-message-error': (_where, detail) => `日志记录了 WebSocket 的错误：${detail}。`,
  'input/har-left-out': (_where, detail) => `${detail} 缺少显示所需的内容，已略去。`,
  'input/har-field': (_where, detail) =>
    `${detail} 的类型与 HAR 1.2 的规定不符，已略去；其余内容已读取。`,
  'input/har-base64': (_where, detail) => `${detail} 应为 base64，但不是，因此按原文显示。`,
  'input/har-body-left-out': (_where, detail) =>
    `文件给出了正文的长度（第一处在 ${detail}），但没有保存内容。请导出带内容的 HAR。`,
  'input/first-part': (where, detail) =>
    `读取已取消，因此只读了开头部分，大约到${where}，全长 ${detail}。之后的内容不会显示，也不会被查找或导出。`,
  'input/too-large': (where, detail) =>
    `内容超出了这里能读取的范围：从${where}起有 ${detail} 个字节或字符被略去。请把输入分成几段。`,
  'input/more-notes': (where, detail) => `从${where}起还有 ${detail} 条类似的提示。格式选对了吗？`,
  'input/gzip': () => '文件经 gzip 压缩，已先解压。文件中的位置均按解压后的字节计算。',
  'input/gzip-damaged': (where, detail) =>
    `压缩数据已损坏，位置在解压结果的${where}之后${detail === '' ? '' : `（${detail}）`}。此前的内容已读取。请重新下载或复制该文件。`,
  'input/gzip-too-large': (where) =>
    `文件解压后远大于其自身，因此在${where}处停止了解压。此前的内容已读取。请自行解压，只保留需要的部分。`,
  'input/gzip-cut': (where) =>
    `压缩文件过早结束，位置在解压结果的${where}。此前的内容已读取。请检查是否复制完整。`,
  'input/not-a-capture': () =>
    '这不是 pcap 或 pcapng 文件，因此没有读取任何内容。请把抓包保存为这两种格式之一。',
  'input/file-cut': (where, detail) =>
    `文件在一条记录中途结束，该记录始于${where}；末尾的 ${detail} 个字节已略去，此前的内容已读取。复制文件时抓包可能尚未停止。`,
  'input/file-comment': (_where, detail) => `文件自带的说明：“${detail}”。`,
  'input/pcap-variant': (_where, detail) =>
    `这是 pcap 的 ${detail} 变体，数据包头部更长，已按该变体读取。`,
  'input/record-length': (where, detail) =>
    `${where}的数据包声称长 ${detail} 字节，这不可能。文件在此处损坏，其余部分已略去。`,
  'input/section-magic': (where) => `${where}的节没有说明字节序。文件在此处损坏，其余部分已略去。`,
  'input/block-length': (where, detail) =>
    `${where}的块声称长 ${detail} 字节，这不可能。文件在此处损坏，其余部分已略去。`,
  'input/block-lengths-differ': (where, detail) =>
    `有 ${detail} 个块首尾所写的长度不一致，第一个在${where}。已以块首的长度为准。`,
  'input/block-too-large': (where, detail) =>
    `跳过了 ${detail} 个比任何数据包都大的块，第一个在${where}。`,
  'input/captured-length': (where, detail) =>
    `有 ${detail} 个数据包声称的长度超出所在的块，第一个在${where}。已读到块尾为止。`,
  'input/no-interface': (where, detail) =>
    `有 ${detail} 个数据包所属的接口在文件中没有描述，已略去，第一个在${where}。`,
  'input/link-type': (where, detail) =>
    `略去了链路类型不受支持的数据包，第一个在${where}（链路类型与包数：${detail}）。请在以太网、回环接口或 any 上抓包。`,
  'input/packets-unreadable': (where, detail) =>
    `有 ${detail} 个数据包的头部不完整或有误，已略去，第一个在${where}。`,
  'input/packets-cut': (where, detail) =>
    `有 ${detail} 个数据包因抓取长度限制而只抓到一部分，第一个在${where}。缺失部分以零代替。请用 tcpdump -s 0 重新抓包。`,
  'input/packets-left-aside': (where, detail) =>
    `不属于 TCP 的数据包未予处理，第一个在${where}：${detail}。`,
  'input/time-backwards': (where, detail) =>
    `数据包的时间倒退了 ${detail} 次，第一次在${where}。其前后的时间和间隔不可信。`,
  'input/fragments-overlap': (where, detail) =>
    `有 ${detail} 个 IP 分片与其他分片重叠，最早的分片在${where}。已保留先见到的字节。`,
  'input/fragments-missing': (where, detail) =>
    `有 ${detail} 个 IP 包缺少分片，已略去，最早的分片在${where}。`,
  'input/overlap-differs': (where, detail) =>
    `${where}处 TCP 重发的字节与先前不同（${detail}）。已保留先见到的字节；其他接收方可能保留了另一份。`,
  'input/bytes-after-end': (where, detail) =>
    `有 ${detail} 个字节出现在流的结尾（FIN）之后，已略去，最早的在${where}。`,
  'input/bytes-missing': (where, detail) =>
    `有 ${detail} 个字节传输过但不在文件中，最早在${where}发现。缺失处以零代替，并已标出。`,
  'input/gap-too-large': (where, detail) =>
    `${where}处缺少 ${detail} 个字节，超出可填补的上限。该方向的其余部分已略去。`,
  'input/streams-too-large': (where, detail) =>
    `各条流合计超过 ${detail} 字节。从${where}起，继续增长的方向已略去。请先筛选，减少抓包中的连接。`,
  'input/connections-left-out': (where, detail) =>
    `连接数超出可保留的上限，从${where}起略去了 ${detail} 条，不含任何字节的连接最先略去。请先筛选，减少抓包中的连接。`,
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
  'conversation/http2': () =>
    '这条连接使用明文 HTTP/2，这里不解码，除非其中某个流承载着 WebSocket。',
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
