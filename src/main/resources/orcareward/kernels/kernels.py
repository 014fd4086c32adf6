# The arithmetic of the decoder and of one optimizer step, in TorchScript's archive dialect: read by libtorch, not by Python.
#
# Layout. Tokens of all pairs stand end to end, without padding: a pair is prompt + chosen + rejected, the prompt once.
#   N tokens of the batch, M queries (N, or 2B in the last layer), H hidden, F feed-forward, D head size,
#   nh query heads, kv key/value heads, B pairs.
# dt is the dtype of the arithmetic: 6 = float32, 15 = bfloat16. Residual stream, norms, loss, gradients of weights: float32.
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

  def add(self: __torch__.Kernels, x: Tensor, y: Tensor) -> Tensor:
    return x + y

  def zeros_like(self: __torch__.Kernels, x: Tensor) -> Tensor:
    return torch.zeros_like(x)

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

  # the row of padding_idx gets none (-1: there is no such row), as in torch's nn.Embedding
  def embed_backward(self: __torch__.Kernels, dh: Tensor, ids: Tensor, vocabulary: int, padding_idx: int) -> Tensor:
    return torch.embedding_dense_backward(dh, ids, vocabulary, padding_idx, False)

  # ---- RMSNorm (arXiv 1910.07467) --------------------------------------------------------------------------------------------
  # h [N, H] -> x [N, H] in dt, and 1 / rms [N, 1]
  def rms_norm(self: __torch__.Kernels, h: Tensor, weight: Tensor, eps: float, dt: int) -> List[Tensor]:
    n = torch.linalg_vector_norm(h, 2., [-1], True)
    r = torch.rsqrt_(n.mul_(n).div_(h.size(-1)).add_(eps))
    x = (h * r).mul_(weight).to(dt)
    return annotate(List[Tensor], [x, r])

  # adds the gradient through the norm to dh [N, H] in place
  def rms_norm_backward(self: __torch__.Kernels, dh: Tensor, dx: Tensor, h: Tensor, r: Tensor, weight: Tensor) -> NoneType:
    g = dx.float() * weight
    normed = h * r
    c = (g * normed).mean([-1], True)
    dh.add_(g.sub_(normed.mul_(c)).mul_(r))
    return None

  def rms_norm_weight_grad(self: __torch__.Kernels, dx: Tensor, h: Tensor, r: Tensor) -> Tensor:
    return (h * r).mul_(dx).sum([0])

  # ---- linear --------------------------------------------------------------------------------------------------------------
  # x [N, in] -> [N, out]
  def linear(self: __torch__.Kernels, x: Tensor, weight: Tensor) -> Tensor:
    return torch.linear(x, weight)

  def linear_bias(self: __torch__.Kernels, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return torch.linear(x, weight, bias)

  def linear_input_grad(self: __torch__.Kernels, dy: Tensor, weight: Tensor) -> Tensor:
    return torch.mm(dy, weight)

  def weight_grad(self: __torch__.Kernels, dy: Tensor, x: Tensor) -> Tensor:
    return torch.mm(dy.t(), x).float()

  # adds to grad [out, in] in place
  def weight_grad_to(self: __torch__.Kernels, grad: Tensor, dy: Tensor, x: Tensor) -> NoneType:
    if ops.prim.dtype(dy) == 6:
      grad.addmm_(dy.t(), x)
    else:
      grad.add_(torch.mm(dy.t(), x))
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

  def lora(self: __torch__.Kernels, y: Tensor, x: Tensor, a: Tensor, b: Tensor, scale: float, p: float, seed: int) -> Tensor:
    low = torch.linear(self.dropout(x, p, seed), a)
    return y.add_(torch.linear(low, b), alpha=scale)

  # dx [N, in] gets the adapter's part added in place; gradients of A [r, in] and B [out, r]
  def lora_backward(self: __torch__.Kernels, dx: Tensor, dy: Tensor, x: Tensor, a: Tensor, b: Tensor, scale: float, p: float, seed: int) -> List[Tensor]:
    dropped = self.dropout(x, p, seed)
    low = torch.linear(dropped, a)
    dlow = torch.mm(dy, b).mul_(scale)
    da = torch.mm(dlow.t(), dropped).float()
    db = torch.mm(dy.t(), low).float().mul_(scale)
    dx.add_(self.dropout(torch.mm(dlow, a), p, seed))
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
    if m0 == 0:
      return k[:, k1:k1 + m1]
    return torch.cat([k[:, k0:k0 + m0], k[:, k1:k1 + m1]], 1)

  def heads_first(self: __torch__.Kernels, x: Tensor, heads: int) -> Tensor:
    return x.view([x.size(0), heads, -1]).transpose(0, 1).contiguous()

  # q [nh, M, D] (scaled), k and v [kv, N, D], mask [C, C] with -inf above the diagonal, C at least the longest job
  # -> out [M, nh * D], then the probabilities of each job [kv, nh / kv * n, m]
  def attention(self: __torch__.Kernels, q: Tensor, k: Tensor, v: Tensor, jobs: List[int], mask: Tensor) -> List[Tensor]:
    nh = q.size(0)
    kv = k.size(0)
    d = q.size(2)
    group = torch.floordiv(nh, kv)
    out = torch.empty([q.size(1), kv, group, d], dtype=ops.prim.dtype(q), layout=None, device=q.device)
    result = annotate(List[Tensor], [out.view([q.size(1), nh * d])])
    for i in range(torch.floordiv(torch.len(jobs), 6)):
      q0, n, k0, m0, k1, m1 = jobs[6 * i], jobs[6 * i + 1], jobs[6 * i + 2], jobs[6 * i + 3], jobs[6 * i + 4], jobs[6 * i + 5]
      m = m0 + m1
      queries = q[:, q0:q0 + n].reshape([kv, group * n, d])
      s = torch.bmm(queries, self.keys(k, k0, m0, k1, m1).transpose(1, 2))
      if n > 1:
        s.view([nh, n, m])[:, :, m - n:m].add_(mask[0:n, 0:n])
      p = torch.softmax(s, -1)
      result.append(p)
      o = torch.bmm(p, self.keys(v, k0, m0, k1, m1))
      out[q0:q0 + n].copy_(o.view([kv, group, n, d]).permute([2, 0, 1, 3]))
    return result

  # do [M, nh * D] -> dq [nh, M, D], dk and dv [kv, N, D] in float32, since a prompt's keys collect from several jobs
  def attention_backward(self: __torch__.Kernels, do: Tensor, q: Tensor, k: Tensor, v: Tensor, ps: List[Tensor], jobs: List[int]) -> List[Tensor]:
    nh = q.size(0)
    kv = k.size(0)
    d = q.size(2)
    group = torch.floordiv(nh, kv)
    d4 = do.view([q.size(1), kv, group, d])
    dq = torch.empty([nh, q.size(1), d], dtype=ops.prim.dtype(q), layout=None, device=q.device)
    dk = torch.zeros([kv, k.size(1), d], dtype=6, layout=None, device=q.device)
    dv = torch.zeros([kv, k.size(1), d], dtype=6, layout=None, device=q.device)
    for i in range(torch.floordiv(torch.len(jobs), 6)):
      q0, n, k0, m0, k1, m1 = jobs[6 * i], jobs[6 * i + 1], jobs[6 * i + 2], jobs[6 * i + 3], jobs[6 * i + 4], jobs[6 * i + 5]
      p = ps[i]
      queries = q[:, q0:q0 + n].reshape([kv, group * n, d])
      g = d4[q0:q0 + n].permute([1, 2, 0, 3]).reshape([kv, group * n, d])
      gv = torch.bmm(p.transpose(1, 2), g)
      dp = torch.bmm(g, self.keys(v, k0, m0, k1, m1).transpose(1, 2))
      ds = torch._softmax_backward_data(dp, p, -1, ops.prim.dtype(p))
      dq[:, q0:q0 + n].copy_(torch.bmm(ds, self.keys(k, k0, m0, k1, m1)).view([nh, n, d]))
      gk = torch.bmm(ds.transpose(1, 2), queries)
      dk[:, k0:k0 + m0].add_(gk[:, 0:m0])
      dv[:, k0:k0 + m0].add_(gv[:, 0:m0])
      if m1 > 0:
        dk[:, k1:k1 + m1].add_(gk[:, m0:m0 + m1])
        dv[:, k1:k1 + m1].add_(gv[:, m0:m0 + m1])
    return annotate(List[Tensor], [dq, dk, dv])

  # [kv, N, D] -> [N, kv * D] in dt
  def heads_last(self: __torch__.Kernels, x: Tensor, dt: int) -> Tensor:
    return x.transpose(0, 1).reshape([x.size(1), x.size(0) * x.size(2)]).to(dt)

  def causal_mask(self: __torch__.Kernels, n: int, like: Tensor, dt: int) -> Tensor:
    return torch.triu(torch.full([n, n], -inf, dtype=6, layout=None, device=like.device), 1).to(dt)

  # ---- SwiGLU (arXiv 2002.05202) -----------------------------------------------------------------------------------------------
  def swiglu(self: __torch__.Kernels, gate: Tensor, up: Tensor) -> Tensor:
    return torch.silu(gate).mul_(up)

  # -> gradient of gate, gradient of up; dy [N, F] is used up
  def swiglu_backward(self: __torch__.Kernels, dy: Tensor, gate: Tensor, up: Tensor) -> List[Tensor]:
    dup = torch.silu(gate).mul_(dy)
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
