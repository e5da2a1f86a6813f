import type { raceExplained as en } from '../en/race-explained.ts';
import type { Shape } from '../shape.ts';

/** How a number of the race came about. */
export const raceExplained: Shape<typeof en> = {
  explained: {
    hint: '点一下数字，看它怎么来的。',
    counted: {
      mean: '每条消息从产生到最后一个字节抵达客户端的时间，加起来除以送达的条数。',
      p50: '送达的消息里有一半不超过它：按延迟排序后第 n / 2 个（向上取整）。',
      p95: '送达的消息里有 95% 不超过它：按延迟排序后第 0.95 · n 个（向上取整）。',
      max: '送达的消息里最长的延迟。',
      delivered: '运行结束前最后一个字节已抵达客户端的消息。',
      waiting: '已经产生、运行结束时还没到的消息。',
      lost: '再也不会有人发送的消息。',
      repeated: '多送达了一次的消息。',
      perNews: '除载荷以外的全部字节，分摊到送达的消息（含客户端发出的）上。',
      up: '从客户端到服务器的全部字节。',
      down: '从服务器到客户端的全部字节。',
      requests: '客户端发出的 HTTP 请求，包括 WebSocket 的握手请求。',
      empty: '没有内容的响应：204，或长度为零的正文。',
      connections: '客户端建立的 TCP 连接，以及运行开始时已有的连接。',
      reconnects: '断开之后重新建立的流或 WebSocket。',
      held: '每条 TCP 连接打开的时间之和。',
      open: '每个请求从发出到响应结束的时间之和。',
      packets: '两个方向的 TCP 报文段：握手、数据、确认、重传、关闭。',
      retransmissions: '重传超时后再次发送的数据包。',
      queued: '服务器上等待发出的字节，曾经最多有多少。',
      memory: '连接数 × 客户端数 × 估计服务器为每条连接占用的内存。',
    },
    byFormula: '按公式',
    inRun: '本次运行',
    agree: '运行结果与公式一致。',
    differ: '差别可能来自：',
    differences: {
      failures: '这次运行里有故障，而公式不考虑故障。',
      chance: '消息随机产生，单次运行会有偏差。延长运行或换一个种子，就能看出偏差有多大。',
      start: '第一个请求得先建立连接，而公式假定连接已经打开。',
      ending: '运行结束时还没完成的，只计了一部分，或没有计入。',
      messages: '客户端自己发出的消息也计算在内。',
      opening: '建立时的请求和响应分摊到了每条消息上，公式没有算它们。',
      heartbeat: '心跳也计算在内。',
      layers: 'TLS 和 TCP/IP 也计算在内，公式只算 HTTP 和帧。',
      tabs: '所有标签页都计算在内，公式只算一个。',
    },
    none: '它没有公式，是数出来的。',
    notNow:
      '它有公式，但不适用于当前设置：公式假定消息随机产生，网络不丢包、没有抖动、不限带宽，也没有缓冲代理。',
    standard: '标准出处：',
    publishers: {
      'rfc6202-2.2': 'RFC 6202 §2.2',
      'rfc6202-3.2': 'RFC 6202 §3.2',
      lubbers: 'Lubbers 与 Greco，2010',
      grigorik: 'Grigorik，High Performance Browser Networking',
    },
    published: {
      'one-transit': (ms) => `已发表：平均延迟和最长延迟都是一次单程，这里是 ${ms} 毫秒。`,
      'close-to-one': (ms) => `已发表：平均延迟接近一次单程，这里是 ${ms} 毫秒。`,
      'three-transits': (ms) => `已发表：最长延迟超过三次单程，这里是 ${ms} 毫秒。`,
      bytes: (printed, sent) => `已发表：每条消息 ${printed} 字节。算上所有换行是 ${sent} 字节。`,
      traffic: (printed, sent) =>
        `已发表：${printed} Mbit/s，所有客户端两个方向合计，按 2²⁰ 比特计，不含换行。按实际发送的字节是 ${sent}。`,
      polls: (perSecond) => `已发表：10,000 个客户端每分钟询问一次，每秒有 ${perSecond} 个请求。`,
    },
  },
};
