# The arithmetic of the decoder and of one optimizer step, in TorchScript's archive dialect: read by libtorch, not by Python.
#
# Layout. Tokens of all pairs stand end to end, without padding: a pair is prompt + chosen + rejected, the prompt once.
#   N tokens of the batch, M queries (N, or 2B in the last layer), H hidden, F feed-forward, D head size,
#   nh query heads, kv key/value heads, B pairs.
# dt is the dtype of what lies between the products, pt that of the products themselves: 6 = float32, 15 = bfloat16. Residual stream,
# norms, loss, gradients of weights: float32.
# Backward passes are written by hand: no graph is kept, what is cheap is computed again.
class Kernels(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  def forward(self: __torch__.Kernels, x: Tensor) -> Tensor:
    return x

  # ---- basics --------------------------------------------------------------------------------------------------------------
  def cast(self: __torch__.Kernels, x: Tensor, dt: int) -> Tensor:
    return x.to(dt)

  # numbers of dtype stored, as the bytes of a file -> float32 in storage of its own
  def from_bytes(self: __torch__.Kernels, bytes: Tensor, stored: int, shape: List[int]) -> Tensor:
    return torch.view_copy(bytes, dtype=stored).view(shape).to(6)

  def add(self: __torch__.Kernels, x: Tensor, y: Tensor) -> Tensor:
    return x + y

  def zeros_like(self: __torch__.Kernels, x: Tensor) -> Tensor:
    return torch.zeros_like(x)

  # in place
  def clear(self: __torch__.Kernels, x: Tensor) -> NoneType:
    x.zero_()
    return None

  # in place
  def add_to(self: __torch__.Kernels, x: Tensor, y: Tensor) -> NoneType:
    x.add_(y)
    return None

  # in place
  def copy_to(self: __torch__.Kernels, x: Tensor, y: Tensor) -> NoneType:
    x.copy_(y)
    return None

  def concatenate(self: __torch__.Kernels, rows: List[Tensor]) -> Tensor:
    return torch.cat(rows, 0)

  # rows of x [N, C] -> [M, C]
  def select_rows(self: __torch__.Kernels, x: Tensor, rows: Tensor) -> Tensor:
    return torch.index_select(x, 0, rows)

  # x [N, C] gets y [M, C] added at rows; a row named twice gets both
  def add_rows_to(self: __torch__.Kernels, x: Tensor, rows: Tensor, y: Tensor) -> NoneType:
    x.index_add_(0, rows, y.to(ops.prim.dtype(x)))
    return None

  # y [M, C] spread to n rows, zeros elsewhere, as float32
  def spread_rows(self: __torch__.Kernels, y: Tensor, rows: Tensor, n: int) -> Tensor:
    x = torch.zeros([n, y.size(1)], dtype=6, layout=None, device=y.device)
    x.index_add_(0, rows, y.float())
    return x

  # ---- embedding -----------------------------------------------------------------------------------------------------------
  def embed(self: __torch__.Kernels, weight: Tensor, ids: Tensor) -> Tensor:
    return torch.embedding(weight, ids)

  # adds dh [N, H] to the rows of grad that ids name; that of padding_idx gets none (-1: there is no such row), as in torch's
  # nn.Embedding. On CUDA rows are added in no fixed order, so there a dense gradient is made first, as torch makes it.
  def embed_backward(self: __torch__.Kernels, grad: Tensor, dh: Tensor, ids: Tensor, padding_idx: int, cuda: bool) -> NoneType:
    if cuda:
      grad.add_(torch.embedding_dense_backward(dh, ids, grad.size(0), padding_idx, False))
    else:
      dh.masked_fill_(torch.eq(ids, padding_idx).unsqueeze(1), 0.)
      grad.index_add_(0, ids, dh)
    return None

  # ---- RMSNorm (arXiv 1910.07467) --------------------------------------------------------------------------------------------
  # h [N, H] -> x [N, H] in dt, and 1 / rms [N, 1]
  def rms_norm(self: __torch__.Kernels, h: Tensor, weight: Tensor, eps: float, dt: int) -> List[Tensor]:
    n = torch.linalg_vector_norm(h, 2., [-1], True)
    r = torch.rsqrt_(n.mul_(n).div_(h.size(-1)).add_(eps))
    return annotate(List[Tensor], [self.normed(h, r, weight, dt), r])

  def normed(self: __torch__.Kernels, h: Tensor, r: Tensor, weight: Tensor, dt: int) -> Tensor:
    return (h * r).mul_(weight).to(dt)

  # adds the gradient through the norm to dh [N, H] in place; -> gradient of the weight [H]
  def rms_norm_backward(self: __torch__.Kernels, dh: Tensor, dx: Tensor, h: Tensor, r: Tensor, weight: Tensor) -> Tensor:
    g = dx.float()
    both = h * g
    rows = torch.mv(both, weight).unsqueeze(1)
    dh.add_((g * weight).mul_(r))
    dh.addcmul_(h, rows.mul_(r).mul_(r).mul_(r).div_(h.size(-1)), value=-1.)
    return torch.mv(both.t(), r.squeeze(1))

  # ---- linear --------------------------------------------------------------------------------------------------------------
  # pt is the dtype in which products are computed: dt, or float32 on a CPU that has no instructions for bfloat16 (there a product
  # of bfloat16 matrices takes many times as long as one of the same numbers in float32). What comes out is in x's dtype.
  # x [N, in] -> [N, out]
  def linear(self: __torch__.Kernels, x: Tensor, weight: Tensor, pt: int) -> Tensor:
    return torch.linear(x.to(pt), weight.to(pt)).to(ops.prim.dtype(x))

  def linear_bias(self: __torch__.Kernels, x: Tensor, weight: Tensor, bias: Tensor, pt: int) -> Tensor:
    return torch.linear(x.to(pt), weight.to(pt), bias.to(pt)).to(ops.prim.dtype(x))

  def linear_input_grad(self: __torch__.Kernels, dy: Tensor, weight: Tensor, pt: int) -> Tensor:
    return torch.mm(dy.to(pt), weight.to(pt)).to(ops.prim.dtype(dy))

  # writes over grad [out, in], or adds to it
  def weight_grad_to(self: __torch__.Kernels, grad: Tensor, dy: Tensor, x: Tensor, add: bool, pt: int) -> NoneType:
    if pt == 6:
      if add:
        grad.addmm_(dy.to(pt).t(), x.to(pt))
      else:
        torch.mm(dy.to(pt).t(), x.to(pt), out=grad)
    else:
      if add:
        grad.add_(torch.mm(dy.t(), x))
      else:
        grad.copy_(torch.mm(dy.t(), x))
    return None

  def bias_grad(self: __torch__.Kernels, dy: Tensor) -> Tensor:
    return dy.sum([0], False, dtype=6)

  # ---- low-rank update (arXiv 2106.09685): y += scale * dropout(x) A' B' -------------------------------------------------------
  # the same seed gives the same mask, so that backward makes it again instead of keeping it
  def dropout(self: __torch__.Kernels, x: Tensor, p: float, seed: int) -> Tensor:
    if p == 0.:
      return x
    torch.manual_seed(seed)
    keep = torch.bernoulli(torch.full([x.size(0), x.size(1)], 1. - p, dtype=6, layout=None, device=x.device))
    return x * keep.div_(1. - p).to(ops.prim.dtype(x))

  def lora(self: __torch__.Kernels, y: Tensor, x: Tensor, a: Tensor, b: Tensor, scale: float, p: float, seed: int, pt: int) -> Tensor:
    low = torch.linear(self.dropout(x, p, seed).to(pt), a.to(pt))
    return y.add_(torch.linear(low, b.to(pt)), alpha=scale)

  # dx [N, in] gets the adapter's part added in place; gradients of A [r, in] and B [out, r]
  def lora_backward(self: __torch__.Kernels, dx: Tensor, dy: Tensor, x: Tensor, a: Tensor, b: Tensor, scale: float, p: float, seed: int, pt: int) -> List[Tensor]:
    dropped = self.dropout(x, p, seed).to(pt)
    dyp = dy.to(pt)
    low = torch.linear(dropped, a.to(pt))
    dlow = torch.mm(dyp, b.to(pt)).mul_(scale)
    da = torch.mm(dlow.t(), dropped).float()
    db = torch.mm(dyp.t(), low).float().mul_(scale)
    dx.add_(self.dropout(torch.mm(dlow, a.to(pt)), p, seed))
    return annotate(List[Tensor], [da, db])

  # w + scale * B A
  def lora_merge(self: __torch__.Kernels, w: Tensor, a: Tensor, b: Tensor, scale: float) -> Tensor:
    return torch.addmm(w, b, a, beta=1., alpha=scale)

  # ---- rotary positions (arXiv 2104.09864) -------------------------------------------------------------------------------------
  # positions [N], inverse frequencies [D/2] -> cos, sin [N, D/2]
  def rope_tables(self: __torch__.Kernels, positions: Tensor, frequencies: Tensor) -> List[Tensor]:
    angles = positions.unsqueeze(1) * frequencies.unsqueeze(0)
    return annotate(List[Tensor], [torch.cos(angles), torch.sin(angles)])

  # x [M, heads * D] -> [heads, M, D] rotated, times scale
  def rotate(self: __torch__.Kernels, x: Tensor, cos: Tensor, sin: Tensor, heads: int, scale: float, dt: int) -> Tensor:
    n = x.size(0)
    y = x.view([n, heads, -1]).transpose(0, 1)
    half = cos.size(1)
    a = y[:, :, 0:half].float()
    c = y[:, :, half:2 * half].float()
    out = torch.empty([heads, n, 2 * half], dtype=dt, layout=None, device=x.device)
    out[:, :, 0:half].copy_((a * cos).addcmul_(c, sin, value=-1.).mul_(scale))
    out[:, :, half:2 * half].copy_((c * cos).addcmul_(a, sin).mul_(scale))
    return out

  # the inverse rotation: d [heads, M, D] -> [M, heads * D]
  def rotate_back(self: __torch__.Kernels, d: Tensor, cos: Tensor, sin: Tensor, scale: float, dt: int) -> Tensor:
    heads = d.size(0)
    n = d.size(1)
    half = cos.size(1)
    a = d[:, :, 0:half].float()
    c = d[:, :, half:2 * half].float()
    out = torch.empty([n, heads, 2 * half], dtype=dt, layout=None, device=d.device)
    y = out.transpose(0, 1)
    y[:, :, 0:half].copy_((a * cos).addcmul_(c, sin).mul_(scale))
    y[:, :, half:2 * half].copy_((c * cos).addcmul_(a, sin, value=-1.).mul_(scale))
    return out.view([n, heads * 2 * half])

  # ---- attention in segments -------------------------------------------------------------------------------------------------
  # One job is six numbers: queries q0 .. q0+n attend keys k0 .. k0+m0, then k1 .. k1+m1; the last n of those keys are causal.
  # A rejected response sees the prompt (k0, m0) and itself (k1, m1); everything else is one run of keys (m1 = 0).
  def keys(self: __torch__.Kernels, k: Tensor, k0: int, m0: int, k1: int, m1: int) -> Tensor:
    if m1 == 0:
      return k[:, k0:k0 + m0]
    return torch.cat([k[:, k0:k0 + m0], k[:, k1:k1 + m1]], 1)

  def heads_first(self: __torch__.Kernels, x: Tensor, heads: int) -> Tensor:
    return x.view([x.size(0), heads, -1]).transpose(0, 1).contiguous()

  # the most scores [nh, n, m] that one job has
  def most_scores(self: __torch__.Kernels, nh: int, jobs: List[int]) -> int:
    most = 0
    for i in range(torch.floordiv(torch.len(jobs), 6)):
      most = ops.prim.max(most, nh * jobs[6 * i + 1] * (jobs[6 * i + 3] + jobs[6 * i + 5]))
    return most

  # a job's probabilities [kv, nh / kv * n, m], written to the front of room; queries [kv, nh / kv * n, D], keys [kv, m, D]
  def probabilities(self: __torch__.Kernels, room: Tensor, queries: Tensor, keys: Tensor, nh: int, n: int, mask: Tensor) -> Tensor:
    m = keys.size(1)
    p = room[0:nh * n * m].view([keys.size(0), queries.size(1), m])
    torch.bmm(queries, keys.transpose(1, 2), out=p)
    if n > 1:
      p.view([nh, n, m])[:, :, m - n:m].add_(mask[0:n, 0:n])
    torch._softmax(p, -1, False, out=p)
    return p

  # q [nh, M, D] (scaled), k and v [kv, N, D], mask [C, C] with -inf above the diagonal, C at least the longest job, in pt
  # -> out [M, nh * D]. The probabilities don't stay: all jobs share one room, which for usual lengths lies in the cache, and
  # memory grows with the length and not with its square. Backward makes them again.
  def attention(self: __torch__.Kernels, q: Tensor, k: Tensor, v: Tensor, jobs: List[int], mask: Tensor, pt: int) -> Tensor:
    nh = q.size(0)
    kv = k.size(0)
    d = q.size(2)
    group = torch.floordiv(nh, kv)
    qp, kp, vp = q.to(pt), k.to(pt), v.to(pt)
    out = torch.empty([q.size(1), kv, group, d], dtype=ops.prim.dtype(q), layout=None, device=q.device)
    room = torch.empty([self.most_scores(nh, jobs)], dtype=pt, layout=None, device=q.device)
    for i in range(torch.floordiv(torch.len(jobs), 6)):
      q0, n, k0, m0, k1, m1 = jobs[6 * i], jobs[6 * i + 1], jobs[6 * i + 2], jobs[6 * i + 3], jobs[6 * i + 4], jobs[6 * i + 5]
      queries = qp[:, q0:q0 + n].reshape([kv, group * n, d])
      p = self.probabilities(room, queries, self.keys(kp, k0, m0, k1, m1), nh, n, mask)
      o = torch.bmm(p, self.keys(vp, k0, m0, k1, m1))
      out[q0:q0 + n].copy_(o.view([kv, group, n, d]).permute([2, 0, 1, 3]))
    return out.view([q.size(1), nh * d])

  # do [M, nh * D] -> dq [nh, M, D], dk and dv [kv, N, D] in float32, since a prompt's keys collect from several jobs
  def attention_backward(self: __torch__.Kernels, do: Tensor, q: Tensor, k: Tensor, v: Tensor, jobs: List[int], mask: Tensor, pt: int) -> List[Tensor]:
    nh = q.size(0)
    kv = k.size(0)
    d = q.size(2)
    group = torch.floordiv(nh, kv)
    qp, kp, vp = q.to(pt), k.to(pt), v.to(pt)
    d4 = do.to(pt).view([q.size(1), kv, group, d])
    dq = torch.empty([nh, q.size(1), d], dtype=pt, layout=None, device=q.device)
    dk = torch.zeros([kv, k.size(1), d], dtype=6, layout=None, device=q.device)
    dv = torch.zeros([kv, k.size(1), d], dtype=6, layout=None, device=q.device)
    most = self.most_scores(nh, jobs)
    room = torch.empty([2 * most], dtype=pt, layout=None, device=q.device)
    for i in range(torch.floordiv(torch.len(jobs), 6)):
      q0, n, k0, m0, k1, m1 = jobs[6 * i], jobs[6 * i + 1], jobs[6 * i + 2], jobs[6 * i + 3], jobs[6 * i + 4], jobs[6 * i + 5]
      m = m0 + m1
      queries = qp[:, q0:q0 + n].reshape([kv, group * n, d])
      keys = self.keys(kp, k0, m0, k1, m1)
      p = self.probabilities(room, queries, keys, nh, n, mask)
      g = d4[q0:q0 + n].permute([1, 2, 0, 3]).reshape([kv, group * n, d])
      gv = torch.bmm(p.transpose(1, 2), g)
      ds = room[most:most + nh * n * m].view([kv, group * n, m])
      torch.bmm(g, self.keys(vp, k0, m0, k1, m1).transpose(1, 2), out=ds)
      torch._softmax_backward_data(ds, p, -1, pt, grad_input=ds)
      dq[:, q0:q0 + n].copy_(torch.bmm(ds, keys).view([nh, n, d]))
      gk = torch.bmm(ds.transpose(1, 2), queries)
      dk[:, k0:k0 + m0].add_(gk[:, 0:m0])
      dv[:, k0:k0 + m0].add_(gv[:, 0:m0])
      if m1 > 0:
        dk[:, k1:k1 + m1].add_(gk[:, m0:m0 + m1])
        dv[:, k1:k1 + m1].add_(gv[:, m0:m0 + m1])
    return annotate(List[Tensor], [dq, dk, dv])

  # ---- attention in segments, fused: for CUDA ----------------------------------------------------------------------------------
  # Segments are jobs that haven't been cut into blocks. torch's flash attention (arXiv 2307.08691) takes one run of keys, so a
  # branch is two calls, over the prompt and over itself, joined by their log-sum-exps; backward of each part is exact when it is
  # given the joined ones. The CPU's counterpart computes the same and stands in where tests run without a GPU.
  # q [nh, n, D], k and v [nh, m, D] -> out [nh, n, D], log-sum-exp [nh, n]
  def flash(self: __torch__.Kernels, q: Tensor, k: Tensor, v: Tensor, causal: bool, cuda: bool) -> Tuple[Tensor, Tensor]:
    q4, k4, v4 = q.unsqueeze(0), k.unsqueeze(0), v.unsqueeze(0)
    if cuda:
      o, l, cq, ck, mq, mk, seed, offset, debug = torch._scaled_dot_product_flash_attention(q4, k4, v4, 0., causal, False, scale=1.)
      return (o.squeeze(0), l.squeeze(0))
    o, l = torch._scaled_dot_product_flash_attention_for_cpu(q4, k4, v4, 0., causal, attn_mask=None, scale=1.)
    return (o.squeeze(0), l.squeeze(0))

  def flash_backward(self: __torch__.Kernels, g: Tensor, q: Tensor, k: Tensor, v: Tensor, o: Tensor, l: Tensor, causal: bool, cuda: bool) -> Tuple[Tensor, Tensor, Tensor]:
    g4, q4, k4, v4, o4, l3 = g.unsqueeze(0), q.unsqueeze(0), k.unsqueeze(0), v.unsqueeze(0), o.unsqueeze(0), l.unsqueeze(0)
    if cuda:
      # what backward wants besides is undefined here, which only a forward call can hand over: the smallest there is
      a, b, cq, ck, mq, mk, seed, offset, debug = torch._scaled_dot_product_flash_attention(q4[:, :, 0:1], k4[:, :, 0:1], v4[:, :, 0:1], 0., False, False, scale=1.)
      gq, gk, gv = torch._scaled_dot_product_flash_attention_backward(g4, q4, k4, v4, o4, l3, cq, ck, q.size(1), k.size(1), 0., causal, seed, offset, scale=1.)
      return (gq.squeeze(0), gk.squeeze(0), gv.squeeze(0))
    gq, gk, gv = torch._scaled_dot_product_flash_attention_for_cpu_backward(g4, q4, k4, v4, o4, l3, 0., causal, attn_mask=None, scale=1.)
    return (gq.squeeze(0), gk.squeeze(0), gv.squeeze(0))

  # as attention -> out [M, nh * D], log-sum-exp [nh, M]
  def flash_attention(self: __torch__.Kernels, q: Tensor, k: Tensor, v: Tensor, segments: List[int], cuda: bool) -> List[Tensor]:
    nh = q.size(0)
    d = q.size(2)
    group = torch.floordiv(nh, k.size(0))
    ka = torch.repeat_interleave(k, group, 0)
    va = torch.repeat_interleave(v, group, 0)
    out = torch.empty([q.size(1), nh, d], dtype=ops.prim.dtype(q), layout=None, device=q.device)
    lse = torch.empty([nh, q.size(1)], dtype=6, layout=None, device=q.device)
    for i in range(torch.floordiv(torch.len(segments), 6)):
      q0, n, k0, m0, k1, m1 = segments[6 * i], segments[6 * i + 1], segments[6 * i + 2], segments[6 * i + 3], segments[6 * i + 4], segments[6 * i + 5]
      mine = q[:, q0:q0 + n]
      o, l = self.flash(mine, ka[:, k0:k0 + m0], va[:, k0:k0 + m0], m1 == 0 and n > 1, cuda)
      if m1 > 0:
        o1, l1 = self.flash(mine, ka[:, k1:k1 + m1], va[:, k1:k1 + m1], n > 1, cuda)
        o = torch.lerp(o.float(), o1.float(), torch.sigmoid(l1 - l).unsqueeze(-1))
        l = torch.logaddexp(l, l1)
      out[q0:q0 + n].copy_(o.transpose(0, 1))
      lse[:, q0:q0 + n].copy_(l)
    return annotate(List[Tensor], [out.view([q.size(1), nh * d]), lse])

  # as attention_backward; out and lse as flash_attention gave them
  def flash_attention_backward(self: __torch__.Kernels, do: Tensor, q: Tensor, k: Tensor, v: Tensor, out: Tensor, lse: Tensor, segments: List[int], cuda: bool) -> List[Tensor]:
    nh = q.size(0)
    kv = k.size(0)
    d = q.size(2)
    group = torch.floordiv(nh, kv)
    ka = torch.repeat_interleave(k, group, 0)
    va = torch.repeat_interleave(v, group, 0)
    g3 = do.view([q.size(1), nh, d]).transpose(0, 1)
    o3 = out.view([q.size(1), nh, d]).transpose(0, 1)
    dq = torch.empty([nh, q.size(1), d], dtype=6, layout=None, device=q.device)
    dk = torch.zeros([kv, k.size(1), d], dtype=6, layout=None, device=q.device)
    dv = torch.zeros([kv, k.size(1), d], dtype=6, layout=None, device=q.device)
    for i in range(torch.floordiv(torch.len(segments), 6)):
      q0, n, k0, m0, k1, m1 = segments[6 * i], segments[6 * i + 1], segments[6 * i + 2], segments[6 * i + 3], segments[6 * i + 4], segments[6 * i + 5]
      g, mine, o, l = g3[:, q0:q0 + n], q[:, q0:q0 + n], o3[:, q0:q0 + n], lse[:, q0:q0 + n].contiguous()
      gq, gk, gv = self.flash_backward(g, mine, ka[:, k0:k0 + m0], va[:, k0:k0 + m0], o, l, m1 == 0 and n > 1, cuda)
      dq[:, q0:q0 + n].copy_(gq)
      dk[:, k0:k0 + m0].add_(gk.reshape([kv, group, m0, d]).sum([1], False, dtype=6))
      dv[:, k0:k0 + m0].add_(gv.reshape([kv, group, m0, d]).sum([1], False, dtype=6))
      if m1 > 0:
        gq, gk, gv = self.flash_backward(g, mine, ka[:, k1:k1 + m1], va[:, k1:k1 + m1], o, l, n > 1, cuda)
        dq[:, q0:q0 + n].add_(gq)
        dk[:, k1:k1 + m1].add_(gk.reshape([kv, group, m1, d]).sum([1], False, dtype=6))
        dv[:, k1:k1 + m1].add_(gv.reshape([kv, group, m1, d]).sum([1], False, dtype=6))
    return annotate(List[Tensor], [dq, dk, dv])

  # [kv, N, D] -> [N, kv * D] in dt
  def heads_last(self: __torch__.Kernels, x: Tensor, dt: int) -> Tensor:
    return x.transpose(0, 1).reshape([x.size(1), x.size(0) * x.size(2)]).to(dt)

  def causal_mask(self: __torch__.Kernels, n: int, like: Tensor, dt: int) -> Tensor:
    return torch.triu(torch.full([n, n], -inf, dtype=6, layout=None, device=like.device), 1).to(dt)

  # ---- SwiGLU (arXiv 2002.05202) -----------------------------------------------------------------------------------------------
  def swiglu(self: __torch__.Kernels, gate: Tensor, up: Tensor) -> Tensor:
    return torch.silu(gate).mul_(up)

  # -> silu(gate), and the same times up
  def swiglu_again(self: __torch__.Kernels, gate: Tensor, up: Tensor) -> List[Tensor]:
    s = torch.silu(gate)
    return annotate(List[Tensor], [s, s * up])

  # -> gradient of gate, gradient of up; dy and silu(gate), both [N, F], are used up
  def swiglu_backward(self: __torch__.Kernels, dy: Tensor, silu: Tensor, gate: Tensor, up: Tensor) -> List[Tensor]:
    dup = silu.mul_(dy)
    dgate = torch.silu_backward(dy.mul_(up), gate)
    return annotate(List[Tensor], [dgate, dup])

  # ---- head ----------------------------------------------------------------------------------------------------------------
  # [R, 1] -> [R] float32
  def flat(self: __torch__.Kernels, x: Tensor) -> Tensor:
    return x.view([-1]).float()

  # [R] -> [R, 1] in dt
  def column(self: __torch__.Kernels, x: Tensor, dt: int) -> Tensor:
    return x.view([-1, 1]).to(dt)

  # ---- loss ----------------------------------------------------------------------------------------------------------------
  # Bradley-Terry: mean of -log sigmoid(rc - rr - margin), plus coefficient * mean((rc + rr)^2); TRL's RewardTrainer.compute_loss.
  # rewards [2B], chosen first, float32 -> metrics [6]: loss, accuracy, margin, min, mean, max; and dloss/dreward * weight [2B]
  def preference_loss(self: __torch__.Kernels, rewards: Tensor, margins: Tensor, coefficient: float, weight: float) -> List[Tensor]:
    b = torch.floordiv(rewards.size(0), 2)
    rc = rewards[0:b]
    rr = rewards[b:2 * b]
    z = rc - rr - margins
    both = rc + rr
    loss = torch.softplus(-z).mean() + (both * both).mean() * coefficient
    won = (rc > rr).float().mean()
    metrics = torch.stack([loss, won, (rc - rr).mean(), rewards.min(), rewards.mean(), rewards.max()])
    dz = torch.sigmoid(-z).mul_(-weight / b)
    centering = both.mul_(2. * coefficient * weight / b)
    return annotate(List[Tensor], [metrics, torch.cat([centering + dz, centering - dz])])

  # rewards of pieces of a batch, each chosen first -> those of the batch, chosen first
  def join_pieces(self: __torch__.Kernels, pieces: List[Tensor]) -> Tensor:
    chosen = annotate(List[Tensor], [])
    rejected = annotate(List[Tensor], [])
    for i in range(torch.len(pieces)):
      r = pieces[i]
      b = torch.floordiv(r.size(0), 2)
      chosen.append(r[0:b])
      rejected.append(r[b:2 * b])
    return torch.cat([torch.cat(chosen), torch.cat(rejected)])

  # ---- optimizer -----------------------------------------------------------------------------------------------------------
  def grad_norm(self: __torch__.Kernels, grads: List[Tensor]) -> Tensor:
    return torch.linalg_vector_norm(torch.stack(torch._foreach_norm(grads)))

  # gradients are divided by max(1, (norm + 1e-6) / max_norm), as torch's clip_grad_norm_ does; max_norm 0: not at all
  def adamw(self: __torch__.Kernels, params: List[Tensor], grads: List[Tensor], exp_avg: List[Tensor], exp_avg_sq: List[Tensor], steps: List[Tensor], norm: Tensor, max_norm: float, lr: float, decay: float, beta1: float, beta2: float, eps: float) -> NoneType:
    torch._foreach_add_(steps, 1.)
    scale = torch.ones_like(norm)
    if max_norm > 0.:
      scale = torch.clamp((norm + 1e-06) / max_norm, 1., None)
    torch._fused_adamw_(params, grads, exp_avg, exp_avg_sq, annotate(List[Tensor], []), steps, lr=lr, beta1=beta1, beta2=beta2, weight_decay=decay, eps=eps, amsgrad=False, maximize=False, grad_scale=scale, found_inf=None)
    return None

  # ---- fresh weights -------------------------------------------------------------------------------------------------------
  # the same numbers as torch.manual_seed(seed); torch.empty(shape).normal_(0, std)
  def normal(self: __torch__.Kernels, rows: int, columns: int, std: float, seed: int) -> Tensor:
    torch.manual_seed(seed)
    return torch.normal_(torch.empty([rows, columns], dtype=6, layout=None, device=None), 0., std)

  def uniform(self: __torch__.Kernels, rows: int, columns: int, bound: float, seed: int) -> Tensor:
    torch.manual_seed(seed)
    return torch.uniform_(torch.empty([rows, columns], dtype=6, layout=None, device=None), -bound, bound)
