"""Phrases of scripts that put no space between words: Chinese, Japanese.

Nothing here knows words. Texts are cut at punctuation and at particles and phrases of academic prose that are part of
no term. A piece of them is a keyword when it is repeated, and somewhere starts and somewhere ends where a text is cut:
"图像分割" does, "图像分" never ends anywhere.

References
----------
Feng, H., Chen, K., Deng, X., Zheng, W. (2004). Accessor variety criteria for Chinese word extraction.
doi:10.1162/089120104773633394
"""

import re
from collections.abc import Iterator
from functools import cache

from generator.keywords.tongues.languages import UNSPACED
from generator.keywords.tongues.phrases import Phrase

SHORTEST, LONGEST = 2, 8
LONGEST_RUN = 24
_HAN = "\u3000"
# A particle is none inside these words: 对比, 样本, 行为, 存在 ...
_PARTICLES = (
    r"[的了着是这這那們们我将將而且也或把被均仅该該此各每并使从從到后後前较較再又很更最都不没沒]",
    r"对(?![比齐抗象流称偶话焦])|對(?![比齊抗象流稱偶話])",
    r"(?<![样文成版基根标日课脚剧])本(?![体质征土])",
    r"(?<![饱中共温缓])和(?![谐平])",
    r"(?<![行人认作成])[为為](?![基])",
    r"(?<![均高平同])等(?![级位离效价])",
    r"(?<![存潜内外])在(?![线])",
    r"[与與及](?![会時])",
    r"以(?![太])",
    r"其(?!他)",
    "于",
    r"(?<![海陆网路])上(?![皮游海升])|中(?![文国医国央心枢药英日期部间子性等风继]|[和])(?<!集中)",
    r"[\u3041-\u309f]+",
)
_PROSE = """
    本文 我们 提出 一种 一个 利用 采用 通过 表明 显示 结果 实验 能够 可以 可能 进行 具有 得到 讨论 针对
    面向 基于 以及 因此 由于 但是 然而 已经 仍然 仍 需要 难以 容易 明显 显著 有效 不同 现有 主要 重要
    优于 高于 低于 达到 超过 百分之 三分之一 十分之一 有关 相关系数 结合 应用于 应用 研究 影响 作用 方法
    提高 降低 减少 增加 分析了 比较 相比 综述 问题 任务 情况 过程 方面 一半 一项 首先 其次 最后 此外 同时
    进一步 分别 有助于 有利于 提供 实现 解决 设计 构建 引入 加入 考虑 缓解 改善 带来 造成 限制 发现 说明
    证明 证实 揭示 反映 关系 一定 较高 较低 近年来 目前 今后 年来 所提 所 之间 之 差异 受到 决定
    取决 没有 保证 保持 改进 重要性 可行性 若干 传统 大型 小型 普通 公开 数据集 更 越 很 几乎 只有 本研究
    论文 文章 研究者 技术 新的 性能 效果 研究 方法 本論文 提案 手法 結果 実験 分析 検討 評価 有効 本研究
    我們 我们 方法 結果表明
    """
_NUMBER = "零一二三四五六七八九十百千万两半数几多"
_GENERIC = frozenset(
    """
    学习 处理 困难 复杂 突出 区域 监测 系数 稳定 运行 土地 设备 部署 生成 编码 敏感 观测 项目 领域 标准
    理论 决策 管理 试验 实际 人数 平均 系统 模型 算法 数据 样本 参数 网络 精度 效率 准确率 速度 环境 地区
    成本 时间 条件 因素 浓度 质量 水平 机制 措施 来源 贡献 误差 范围 变化 目标 信息 知识 策略 训练 预测
    评估 评价 输入 输出 特征 语言 图像 文本 步骤 基础 依据 资源 物体 背景 噪声 错误 事实 回答 译文 原文
    人工 真实 現実 可行 安全 部分 指标 结构 功能 性能 效果 任务 速度 规模 数量 类别 规划 控制 检测 识别
    优化 改善 実験 研究 評価 問題 分野 手法 提案 精度 学習 情報 機能 優先 設備 医院 专利 新闻 车辆 城市
    冬季 夏季 月度 工业 农村
    """.split()
)


def phrases(text: str, *, title: bool) -> Iterator[Phrase]:
    """Yield the phrases of a text's unspaced runs, at every place where they stand."""
    for run in UNSPACED.findall(text):
        if run[0] < _HAN:
            # Nothing here cuts Thai, Lao or Khmer: a keyword is what its writer puts between spaces.
            yield Phrase(run, run, 1, title, sure=len(run) <= LONGEST_RUN)
            continue
        for piece in _cut().split(run):
            if len(piece) >= SHORTEST:
                yield from _grams(piece, title)


@cache
def _cut() -> re.Pattern[str]:
    """Return what parts phrases; it is long, and most libraries have no text that it reads."""
    return re.compile("|".join([*sorted(set(_PROSE.split()), key=lambda word: (-len(word), word)), *_PARTICLES]))


def _grams(piece: str, title: bool) -> Iterator[Phrase]:
    for start in range(len(piece) - SHORTEST + 1):
        for end in range(start + SHORTEST, min(start + LONGEST, len(piece)) + 1):
            name = piece[start:end]
            if name not in _GENERIC and not set(name) <= set(_NUMBER) and name[0] not in _NUMBER:
                yield Phrase(
                    name, name, (len(name) + 1) // 2, title, start == 0, end == len(piece),
                    4 <= len(name) <= 6 and start == 0 and end == len(piece),
                )  # fmt: skip
