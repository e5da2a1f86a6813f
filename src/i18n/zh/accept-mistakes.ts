import type { Messages } from '../words.ts';

/** How an accept may have come out wrong, and what to do. */
export const acceptMistakes: Messages['handshake']['mistakes'] = {
  'decoded-key': {
    name: '先把密钥解码了',
    fix: '应对首部里的 24 个字符原样做散列，而不是解码后的 16 字节。',
  },
  'no-guid': {
    name: '漏了 GUID',
    fix: '散列之前，在密钥后面接上 258EAFA5-E914-47DA-95CA-C5AB0DC85B11。',
  },
  'guid-lowercase': {
    name: 'GUID 写成了小写',
    fix: 'GUID 是区分大小写的文本，要按 RFC 所印用大写。',
  },
  'guid-without-hyphens': {
    name: 'GUID 丢了连字符',
    fix: '四个连字符也是要做散列的文本。',
  },
  'guid-first': { name: 'GUID 放在了密钥前面', fix: '密钥在前，GUID 在后。' },
  'guid-alone': { name: '密钥是空的', fix: '只对 GUID 做了散列：没有从请求里读到密钥。' },
  'space-before-key': {
    name: '密钥前多了空格',
    fix: '去掉首部值两端的空白：冒号后的空白不属于值。',
  },
  'space-between': {
    name: '密钥与 GUID 之间多了空格',
    fix: '去掉首部值两端的空白，两段直接相连。',
  },
  'crlf-between': {
    name: '密钥与 GUID 之间多了 CRLF',
    fix: '取值之前先去掉首部行的行尾。',
  },
  'lf-between': {
    name: '密钥与 GUID 之间多了换行',
    fix: '去掉行尾；shell 的 echo 也会加换行，printf 不会。',
  },
  'lf-at-end': {
    name: '末尾多了换行',
    fix: '散列的是整行：echo 会加换行，printf 或 echo -n 不会。',
  },
  'crlf-at-end': {
    name: '末尾多了 CRLF',
    fix: '做散列的文本以 GUID 结尾，后面没有行尾。',
  },
  'nul-at-end': {
    name: '末尾多了零字节',
    fix: '只散列 60 字节：C 语言里用 strlen，不用 sizeof。',
  },
  'key-unpadded': { name: '密钥丢了 ==', fix: '密钥的填充也是要做散列的文本。' },
  'key-lowercase': {
    name: '密钥变成了小写',
    fix: '首部名不分大小写，值却要分：不要把整行转成小写。',
  },
  'key-quoted': {
    name: '密钥带上了引号',
    fix: '值在散列之前被序列化过；应对原文做散列。',
  },
  'utf-16': {
    name: '按 UTF-16 做了散列',
    fix: '每个字符用了两个字节；应先编码成 ASCII 或 UTF-8。',
  },
  sha256: { name: '用了 SHA-256，不是 SHA-1', fix: 'RFC 6455 规定用 SHA-1，共 20 字节。' },
  md5: { name: '用了 MD5，不是 SHA-1', fix: 'RFC 6455 规定用 SHA-1，共 20 字节。' },
  'sha1-words-reversed': {
    name: '摘要的每个字字节序颠倒',
    fix: 'SHA-1 的五个字都是高位字节在前。',
  },
  hex: {
    name: '写成了十六进制，不是 base64',
    fix: '取摘要的 20 个字节转成 base64，不要用它的十六进制数字。',
  },
  'hex-uppercase': {
    name: '写成了大写十六进制，不是 base64',
    fix: '取摘要的 20 个字节转成 base64，不要用它的十六进制数字。',
  },
  'hex-in-base64': {
    name: '对十六进制数字做了 base64',
    fix: '让散列函数给出原始字节：20 字节的 base64 是 28 个字符，不是 56 个。',
  },
  'hex-uppercase-in-base64': {
    name: '对大写十六进制数字做了 base64',
    fix: '让散列函数给出原始字节：20 字节的 base64 是 28 个字符，不是 56 个。',
  },
  'base64-unpadded': {
    name: 'base64 缺了 =',
    fix: '20 字节的 base64 以一个 = 结尾，客户端也会比对它。',
  },
  base64url: {
    name: '用了 URL 版 base64',
    fix: '用 + 和 /，不用 - 和 _：RFC 4648 §4，不是 §5。',
  },
  'base64url-unpadded': {
    name: '用了 URL 版 base64，还缺了 =',
    fix: '用 + 和 /，并保留填充：RFC 4648 §4，不是 §5。',
  },
  'base64-twice': { name: '做了两遍 base64', fix: '某个库已经编码过了，只编码一次。' },
  'key-echoed': {
    name: '把密钥原样送回',
    fix: 'accept 要由密钥算出来，送回密钥本身证明不了什么。',
  },
  'sample-accept': {
    name: 'RFC 示例里的 accept',
    fix: '这个值是从 RFC 抄来的；每个请求都要重新计算。',
  },
  'other-key': {
    name: '另一个请求的 accept',
    fix: '是缓存、代理或写死的常量在回应；每个连接都有自己的密钥。',
  },
  'case-lost': { name: '字母大小写变了', fix: '值是对的，只是大小写变了，而大小写算数。' },
  'cut-short': { name: 'accept 被截断', fix: '开头正确，却没写完：要送出全部 28 个字符。' },
  'more-around': {
    name: '前后多了东西',
    fix: '正确的值就在里面：只送出它，不带引号或别的内容。',
  },
};
