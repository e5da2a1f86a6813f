import type { race as en } from '../en/race.ts';
import type { Shape } from '../shape.ts';
import { raceParameters } from './race-parameters.ts';
import { raceExplained } from './race-explained.ts';
import { raceNumbers } from './race-numbers.ts';
import { count } from '../numbers.ts';

export const race: Shape<typeof en> = {
  title: '赛跑：轮询、长轮询、流式与 WebSocket',
  description:
    '同样的消息，分别走轮询、长轮询、HTTP 流和 WebSocket，并排放在同一个时钟下。每支箭头都是真实字节，每个数字都能核对。',
  heading: '赛跑',
  lede: '同样的消息，四种送法，一个时钟。改变网络、服务器或消息，看看每种方式的代价。每支箭头都带着真实的字节，点开就能看。',
  lanes: {
    label: '泳道',
    choose: '参赛的泳道',
    compare: '同一种方式，比较两组设置',
    other: (name) => `${name}（另一组设置）`,
    settings: '设置的对象',
    all: '所有泳道',
  },
  transports: {
    polling: { name: '轮询', about: '一遍又一遍地问' },
    'long-polling': { name: '长轮询', about: '问一次，等到有答案' },
    streaming: { name: '流式', about: '一个不结束的响应' },
    websocket: { name: 'WebSocket', about: '双方随时可以开口' },
  },
  running: (percent) => `正在模拟，${percent}%`,
  cancel: '取消',
  failed: '模拟意外停止。你的设置还在。',
  again: '重新运行',
  tooLarge: (events) =>
    `这组设置大约产生 ${count(events)} 个事件，超出页面的承受范围。请缩短时长，或降低消息的频率。`,
  ...raceParameters,
  failures: {
    heading: '制造故障',
    about: '故障发生在时钟当前指示的时刻。',
    at: (seconds) => `第 ${seconds} 秒`,
    add: '投放',
    remove: (name) => `撤掉：${name}`,
    names: {
      cut: { label: '拔掉网线', help: '客户端察觉，服务器不知情；在路上的数据丢失。' },
      silence: { label: '无声中断', help: '什么都过不去，也没人察觉：TCP 一直在重试。' },
      'server-restart': { label: '重启服务器', help: '所有连接断开，一段时间内不接受新连接。' },
      'buffering-proxy': { label: '缓冲的代理', help: '从这里起，代理会扣住这么多字节。' },
      'idle-timer': { label: '空闲计时器', help: '从这里起，安静这么久的连接会被代理切断。' },
      tabs: { label: '更多标签页', help: '一直开到这么多个。留意第七个。' },
      'packet-lost': { label: '丢一个包', help: '下一个带消息的包会丢失一次。' },
      'client-closes': { label: '客户端离开', help: '页面关闭自己的连接。' },
      'server-closes': { label: '服务器关闭', help: '服务器按规矩结束连接。' },
    },
  },
  presets: {
    names: {
      initial: { name: '默认设置', about: '平均五秒一条消息，单程 50 毫秒。' },
      chat: { name: '聊天', about: '每两秒一条消息，自己也不时说一句。' },
      ticker: { name: '股票行情', about: '每秒二十个价格，很小，晚到就没用了。' },
      dashboard: { name: '仪表盘', about: '每十秒整点更新一次数字。' },
      mobile: { name: '移动网络', about: '有抖动、会丢包、带宽窄。' },
      'llm-tokens': { name: '大模型逐字输出', about: '每秒四十个小片段，按顺序到达。' },
      'presence-million': { name: '一百万人的在线状态', about: '谁在线：消息稀少，听众极多。' },
      'rfc6202-worst': {
        name: 'RFC 6202 的最坏情况',
        about: '消息恰好在响应刚离开后出现：长轮询要走三个单程。',
      },
      'quantum-leap-a': {
        name: '“Quantum Leap” A：1,000 个客户端',
        about: '2010 年那篇比较，用它印出的首部。',
      },
      'quantum-leap-b': {
        name: '“Quantum Leap” B：10,000 个客户端',
        about: '同样的比较，十倍的客户端。',
      },
      'quantum-leap-c': {
        name: '“Quantum Leap” C：100,000 个客户端',
        about: '同样的比较，一百倍的客户端。',
      },
    },
    label: '预设',
    own: '自己的设置',
  },
  ...raceNumbers,
  ...raceExplained,
  drawer: {
    label: '箭头里的字节',
    close: '关闭',
    sent: (seconds) => `发出：第 ${seconds} 秒`,
    arrived: (seconds) => `到达：第 ${seconds} 秒`,
    units: '这支箭头里有',
    open: '在解码器中打开这条连接',
    counted: 'TLS 和 TCP/IP 只计数，不逐字节画出。',
  },
  exports: {
    label: '导出',
    link: '复制链接',
    copied: '已复制',
    pcapng: { client: '在客户端抓包（.pcapng）', server: '在服务器抓包（.pcapng）' },
    svg: '图片（SVG）',
    png: '图片（PNG）',
    csv: '事件（CSV）',
    json: '全部数据（JSON）',
    failed: '没有成功。',
  },
};
