import type { site as en } from '../en/site.ts';
import type { Shape } from '../shape.ts';

export const site: Shape<typeof en> = {
  name: 'wire101',
  skip: '跳到正文',
  nav: {
    label: '页面',
    home: 'wire101，回到首页',
    race: '赛跑',
    learn: '学习',
    decode: '解码',
    reference: '参考',
    compose: '构造',
  },
  language: { label: '语言' },
  embed: '嵌入',
  theme: {
    label: '主题',
    system: '跟随系统',
    paper: '纸面',
    night: '夜间',
    next: (theme) => `切换为：${theme}`,
  },
  update: { ready: 'wire101 有新版本了。', take: '载入新版本', later: '以后再说' },
  footer: {
    label: '关于本站',
    private: '你粘贴的内容不会离开你的浏览器。',
    standards: '依据',
    licence: 'MIT 许可证',
    access: '无障碍',
  },
  home: {
    title: '消息怎样到达浏览器：轮询、流式、WebSocket',
    description:
      '同样的消息，分别走轮询、长轮询、流式和 WebSocket，并排比较，一直看到每一位。还有解码器，可以拆解你自己的字节。',
    heading: { news: '服务器有了新消息。', question: '怎样送到你手里？' },
    lede: '四种方式，一个时钟，同样的消息。下面每支箭头都是真实的字节：点开一支，一直读到每一位。',
    learn: '开始第 1 课',
    still:
      '同样的消息走四条泳道：轮询每秒问一次，常常空手而归；长轮询等着回答；流和 WebSocket 在消息出现时就送到。',
    decode: '解码我的字节',
    example: {
      heading: '一个文本帧，客户端发往服务器',
      about: 'RFC 6455 §5.7 中经过掩码的“Hello”，与浏览器发出的相同。',
      open: '在解码器中打开',
      read: '从左往右读',
      parts: {
        first: 'FIN 为 1：消息的最后一个分片。操作码为 1：文本帧。',
        second: 'MASK 为 1：后面的载荷经过掩码。长度：5 字节。',
        key: '掩码密钥。客户端每发一帧都换一个新的。',
        payload: '载荷。与密钥逐字节异或，得到“Hello”。',
      },
    },
    ways: {
      heading: '接下来去哪里',
      learn: {
        title: '边做边学',
        text: (lessons) =>
          `${lessons} 节短课，从一次 HTTP 请求讲到帧的最后一位。先猜再看，自己动手构造，也动手弄坏；做得对不对，看字节的实际效果。`,
      },
      race: {
        title: '换个条件再赛',
        text: '放慢网络、断开连接、中间放一个会缓冲的代理。每个数字旁边都有它所依据的公式。',
      },
      decode: {
        title: '解码你自己的字节',
        text: (rules) =>
          `十六进制转储、一行日志、抓包文件、HAR，有什么读什么，按 ${rules} 条规则检查：哪个字节违反了哪一条，通常是什么原因。`,
      },
      compose: {
        title: '自己造一帧',
        text: '合不合规都行：翻转一位、改一个字节、把消息切成分片，看看破坏了哪条规则。也可以一行一行写出握手。',
      },
      reference: {
        title: '随时查阅',
        text: '字段、操作码、关闭码、首部和每一条规则，都配有能在解码器里打开的例子，还有一页可以打印的速查表。',
      },
    },
  },
  missing: {
    title: '找不到页面',
    heading: '没有这个页面',
    text: '这个地址不对应 wire101 的任何页面。可能是输错了，也可能页面已经搬走。',
    home: '回到首页',
    decode: '前往解码器',
  },
  failed: {
    title: '出错了',
    heading: '页面没有加载出来',
    text: '加载途中出了问题。重新加载也许就好了。',
    again: '重新加载',
  },
};
