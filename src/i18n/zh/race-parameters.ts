import type { raceParameters as en } from '../en/race-parameters.ts';
import type { Shape } from '../shape.ts';

/** Settings of the race: names, units, help. */
export const raceParameters: Shape<typeof en> = {
  parameters: {
    heading: '设置',
    reset: '恢复默认',
    off: '关闭',
    unlimited: '不限',
    random: '换一个种子',
    outOf: (min, max) => `${min} 到 ${max}`,
    groups: {
      run: '运行',
      network: '网络',
      news: '消息',
      server: '服务器',
      proxy: '代理',
      bytes: '线上的字节',
      polling: '轮询',
      'long-polling': '长轮询',
      streaming: '流式',
      websocket: 'WebSocket',
    },
    units: {
      ms: '毫秒',
      'kbit/s': 'kbit/s',
      bytes: '字节',
      'per-second': '每秒',
      share: '%',
      count: '',
      none: '',
    },
    names: {
      window: { label: '时长', help: '运行多久。结束时还在路上的消息算作“等待中”。' },
      seed: { label: '种子', help: '一切随机都由这个数得出。种子相同，运行就逐字节相同。' },
      clients: { label: '客户端数', help: '有多少客户端做同样的事。只模拟一个，总数按倍数计算。' },
      tabs: {
        label: '标签页',
        help: '同一个浏览器打开几个标签页。HTTP/1.1 下它们共用六条连接，WebSocket 不占这六条。',
      },
      warm: { label: '开始时已有连接', help: '选“是”，第一个请求不必新建连接；公式以此为前提。' },
      up: { label: '去程延迟', help: '数据包从客户端到服务器的单程时间。' },
      down: { label: '回程延迟', help: '数据包从服务器到客户端的单程时间。' },
      jitter: {
        label: '抖动',
        help: '每个包随机多花至多这么久。同一条连接上不会后发先至：TCP 保证顺序。',
      },
      bwUp: {
        label: '上行带宽',
        help: '链路往服务器方向送字节的速度，由一个客户端的各条连接共用。',
      },
      bwDown: {
        label: '下行带宽',
        help: '链路往客户端方向送字节的速度。慢到跟不上消息，服务器那头就会排队。',
      },
      loss: {
        label: '丢包率',
        help: '丢失的包所占比例。TCP 超时后重发，同一条连接上后面的数据都得等。',
      },
      rto: { label: '重传超时', help: 'TCP 等多久才重发丢失的包，每次加倍。' },
      mss: { label: '段大小', help: '一个 TCP 段最多带多少数据。计入 TCP/IP 首部时才有影响。' },
      process: {
        label: '消息何时出现',
        help: '泊松是没有记忆的随机，像互不相干的人；周期像钟表；突发是一起来；列表则精确指定。',
      },
      rate: { label: '消息频率', help: '平均每秒出现几条消息。' },
      phase: { label: '第一条的时刻', help: '用于周期消息：第一条什么时候出现。' },
      burstSize: { label: '每次突发的条数', help: '同一时刻出现几条消息。' },
      burstEvery: { label: '突发间隔', help: '从一次突发到下一次。' },
      times: { label: '消息的时刻', help: '以毫秒计的时刻，用空格隔开。' },
      payload: { label: '单条大小', help: '每条消息的数据有多少字节，不含任何封装。' },
      upstreamRate: {
        label: '客户端发言频率',
        help: '客户端每秒要说几次：走 HTTP 每次一个 POST，走 WebSocket 每次一个带掩码的帧。',
      },
      upstreamTimes: {
        label: '客户端发言的时刻',
        help: '以毫秒计的时刻，用空格隔开；在随机的发言之外另加。',
      },
      think: {
        label: '服务器处理时间',
        help: '服务器对每个请求先处理这么久再回答。长期保持的方式只付一次。',
      },
      snapshot: {
        label: '取数据的时刻',
        help: '响应里是它离开时已知的内容，还是请求到达时已知的内容。',
      },
      since: {
        label: '响应包含什么',
        help: '用游标则什么都不丢；只给最新会丢掉中间的；写完就忘会丢掉路上断掉的。',
      },
      batch: { label: '一次多条', help: '首尾相接，或写成 JSON 数组。' },
      keepAliveIdle: {
        label: '保持连接',
        help: '服务器把空闲连接留多久。关闭则每个请求都新建连接。',
      },
      pollInterval: { label: '轮询间隔', help: '从一个请求到下一个请求。平均要等它的一半。' },
      pollMode: {
        label: '何时再问',
        help: '固定频率；收到响应后隔固定时间；或固定频率但同时只有一个请求。',
      },
      lpTimeout: {
        label: '挂起上限',
        help: '服务器手上没有消息时把请求留多久，再给空响应。RFC 6202 认为 30 秒稳妥。',
      },
      clientThink: {
        label: '客户端停顿',
        help: '从收到响应到发出下一个请求。这段空当里的消息要等。',
      },
      streamFormat: {
        label: '流的格式',
        help: '服务器发送事件，或一行一个 JSON。两者都分块传输。',
      },
      sseRetry: { label: '重连等待', help: 'EventSource 断开后等多久再连。Chromium 默认 3 秒。' },
      sseReplay: { label: '按 Last-Event-ID 补发', help: '流断开期间错过的，服务器补不补。' },
      streamLife: { label: '流的寿命', help: '过这么久服务器就结束流，客户端得重新建立。' },
      heartbeat: {
        label: '心跳',
        help: '隔这么久，在流上发一行注释，在 WebSocket 上发一个 Ping，免得代理掐断安静的连接。',
      },
      pongTimeout: { label: 'Pong 超时', help: '服务器等 Pong 等多久，就认定客户端已经不在。' },
      heartbeatCheck: {
        label: '何时认定没有 Pong',
        help: '用单独的超时，或像 ws 的说明那样等到下一个 Ping。',
      },
      wsReplay: {
        label: '重连后补发',
        help: 'WebSocket 自己不会重发。选“是”：由应用记住并补发错过的消息。',
      },
      permessageDeflate: {
        label: '压缩',
        help: 'permessage-deflate：窗口在消息之间保留，或每条消息用新窗口。',
      },
      closeAnswer: {
        label: '回应 Close',
        help: '选“否”：对方始终不回 Close，超时后连接以 1006 结束。',
      },
      closeTimeout: { label: 'Close 超时', help: '等对方回应 Close 等多久。' },
      slowReader: {
        label: '遇到慢读者',
        help: '消息来得比链路快时服务器怎么办：排队、只留最新、合并，或关闭连接。',
      },
      highWater: { label: '排队上限', help: '为慢读者最多积压多少字节，之后才按上面的策略处理。' },
      proxyBuffer: {
        label: '代理缓冲',
        help: '代理攒够这么多字节（或攒齐整个响应）才放行。流式最受影响。',
      },
      proxyIdle: {
        label: '代理空闲超时',
        help: '安静这么久的连接会被代理切断。60 秒是常见的默认值。',
      },
      proxyUpgrade: {
        label: '代理对 Upgrade',
        help: 'Upgrade 是逐跳首部，老旧的代理会丢掉它，握手于是失败。',
      },
      headers: {
        label: 'HTTP 首部',
        help: '合法的最少首部、Chromium 与 Node 的实际首部、2009 年那篇文章的首部，或自定大小。',
      },
      date: {
        label: 'Date 首部',
        help: '有时钟的服务器必须发送（RFC 9110 §6.6.1）。只有最小的响应可以不带。',
      },
      customRequest: { label: '请求头大小', help: '自定首部时，每个请求的头部有多大。' },
      customResponse: { label: '响应头大小', help: '自定首部时，每个响应的头部有多大。' },
      tls: { label: 'TLS', help: '多一个往返的握手（带早期数据恢复时不用），每条记录多 22 字节。' },
      ipHeaders: {
        label: 'TCP/IP 首部',
        help: '连同首部计算每个包：IPv4 为 40 字节，IPv6 为 60，带时间戳再加 12。',
      },
    },
    choices: {
      warm: { off: '否', on: '是' },
      process: { poisson: '随机（泊松）', periodic: '周期', burst: '突发', list: '时刻列表' },
      snapshot: { reply: '响应离开时', arrival: '请求到达时' },
      since: {
        cursor: '上次响应之后的全部',
        latestOnly: '只有最新一条',
        forgetOnWrite: '全部，写完就忘',
      },
      batch: { joined: '首尾相接', 'json-array': 'JSON 数组' },
      pollMode: {
        fixedRate: '固定频率',
        fixedDelay: '响应后隔固定时间',
        skip: '固定频率，一次一个',
      },
      streamFormat: { sse: '服务器发送事件', ndjson: '一行一个 JSON' },
      sseReplay: { on: '是', off: '否' },
      heartbeatCheck: { timeout: 'Pong 超时之后', 'next-tick': '下一个 Ping 时' },
      wsReplay: { off: '否', on: '是' },
      permessageDeflate: { off: '关闭', takeover: '保留窗口', 'no-takeover': '每条新窗口' },
      closeAnswer: { on: '是', off: '否', 'without-fin': '是，但不关 TCP' },
      slowReader: {
        queue: '全部排队',
        keepLatest: '只留最新',
        coalesce: '合并',
        close: '关闭连接',
      },
      proxyUpgrade: { pass: '放行', drop: '丢弃' },
      headers: {
        minimal: '最少',
        'chrome-http': 'Chromium，http',
        'chrome-https': 'Chromium，https',
        'lubbers-2009': 'Firefox 3.5，2009 年',
        custom: '自定大小',
      },
      date: { off: '不带', on: '发送' },
      tls: { off: '关闭', tls13: 'TLS 1.3', 'tls13-resumed': 'TLS 1.3，恢复会话' },
      ipHeaders: {
        off: '不计',
        '40': 'IPv4',
        '52': 'IPv4，带时间戳',
        '60': 'IPv6',
        '72': 'IPv6，带时间戳',
      },
    },
  },
};
