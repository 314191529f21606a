import { Cluster } from './cluster.js';
import { maskVariables, WILDCARD } from './mask.js';
import type { Template } from './template.js';

export interface TemplateMinerOptions {
  /** The share of words that a line must have in common with a template to belong to it, 0 to 1. */
  readonly similarity: number;
  /** How many leading words lead through the tree. */
  readonly depth: number;
  /** Beyond this many different words at one place of the tree, new ones count as varying. */
  readonly maxChildren: number;
  /** The kind that was seen longest ago makes room for a new one. */
  readonly maxTemplates: number;
  /** Longer lines are compared by their first words only. */
  readonly maxTokens: number;
}

const DEFAULTS: TemplateMinerOptions = {
  similarity: 0.5,
  depth: 2,
  maxChildren: 100,
  maxTemplates: 1_000,
  maxTokens: 64,
};

interface Node {
  readonly children: Map<string, Node>;
  readonly clusters: Cluster[];
}

/**
 * Groups lines by kind without being told the kinds, in one pass and bounded memory.
 *
 * Drain: P. He, J. Zhu, Z. Zheng, M. R. Lyu, "Drain: An Online Log Parsing Approach with Fixed Depth
 * Tree", ICWS 2017. A line's number of words and its first words lead to a leaf; in the leaf it joins
 * the most similar template or founds a new one.
 */
export class TemplateMiner {
  private readonly options: TemplateMinerOptions;
  private readonly roots = new Map<number, Node>();
  /** In the order of last use, oldest first. */
  private readonly leaves = new Map<Cluster, Node>();
  private nextId = 1;

  constructor(options: Partial<TemplateMinerOptions> = {}) {
    this.options = { ...DEFAULTS, ...options };
  }

  /** Takes a line and returns the template that it belongs to now. */
  add(line: string): Template {
    const tokens = tokenize(line, this.options.maxTokens);
    const leaf = this.leafOf(tokens);
    const cluster = this.mostSimilar(leaf, tokens) ?? this.found(leaf, tokens);
    this.leaves.delete(cluster);
    this.leaves.set(cluster, leaf);
    cluster.take(tokens, line);
    return cluster.toTemplate();
  }

  /** All kinds, the most frequent first. */
  templates(): Template[] {
    return [...this.leaves.keys()]
      .map((cluster) => cluster.toTemplate())
      .sort((a, b) => b.count - a.count || a.id - b.id);
  }

  private leafOf(tokens: readonly string[]): Node {
    let node = childOf(this.roots, tokens.length);
    for (const token of tokens.slice(0, this.options.depth)) {
      const known = node.children.has(token);
      const full = node.children.size >= this.options.maxChildren;
      node = childOf(node.children, varies(token) || (!known && full) ? WILDCARD : token);
    }
    return node;
  }

  private mostSimilar(leaf: Node, tokens: readonly string[]): Cluster | undefined {
    let best: { cluster: Cluster; share: number; wildcards: number } | undefined;
    for (const cluster of leaf.clusters) {
      const { share, wildcards } = cluster.similarity(tokens);
      const better =
        !best || share > best.share || (share === best.share && wildcards > best.wildcards);
      if (better) best = { cluster, share, wildcards };
    }
    return best && best.share >= this.options.similarity ? best.cluster : undefined;
  }

  private found(leaf: Node, tokens: readonly string[]): Cluster {
    if (this.leaves.size >= this.options.maxTemplates) this.forgetOldest();
    const cluster = new Cluster(this.nextId, tokens);
    this.nextId += 1;
    leaf.clusters.push(cluster);
    return cluster;
  }

  private forgetOldest(): void {
    const [oldest] = this.leaves;
    if (!oldest) return;
    const [cluster, leaf] = oldest;
    leaf.clusters.splice(leaf.clusters.indexOf(cluster), 1);
    this.leaves.delete(cluster);
  }
}

function tokenize(line: string, maxTokens: number): string[] {
  return maskVariables(line)
    .split(/\s+/, maxTokens + 1)
    .filter((token) => token !== '')
    .slice(0, maxTokens);
}

/** A word with a digit or a wildcard in it is likely to be another one next time. */
function varies(token: string): boolean {
  return /\d/.test(token) || token.includes(WILDCARD);
}

function childOf<K>(nodes: Map<K, Node>, key: K): Node {
  const known = nodes.get(key);
  if (known) return known;
  const node: Node = { children: new Map(), clusters: [] };
  nodes.set(key, node);
  return node;
}
