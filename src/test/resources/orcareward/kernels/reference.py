# What the kernels of kernels.py have to give, said as plainly as possible: in float64, each forward as its formula, each gradient by
# autograd. Gradient mode must be on. Every function -> its output, then the gradients of its inputs under the output gradient dy.
class Reference(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  def forward(self: __torch__.Reference, x: Tensor) -> Tensor:
    return x

  def leaf(self: __torch__.Reference, x: Tensor) -> Tensor:
    return x.to(7).detach().requires_grad_(True)

  def with_gradients(self: __torch__.Reference, y: Tensor, dy: Tensor, leaves: List[Tensor]) -> List[Tensor]:
    gradients = torch.autograd.grad([(y * dy.to(7)).sum()], leaves, None, None, False, False)
    out = annotate(List[Tensor], [y.detach()])
    for i in range(torch.len(gradients)):
      gradient = gradients[i]
      if gradient is not None:
        out.append(gradient)
    return out

  # -> y, dx, dweight, dbias
  def linear(self: __torch__.Reference, x: Tensor, weight: Tensor, bias: Tensor, dy: Tensor) -> List[Tensor]:
    x, weight, bias = self.leaf(x), self.leaf(weight), self.leaf(bias)
    y = torch.matmul(x, weight.t()) + bias
    return self.with_gradients(y, dy, annotate(List[Tensor], [x, weight, bias]))

  # keep is the dropout mask, already divided by 1 - p -> y, dx, da, db
  def lora(self: __torch__.Reference, y: Tensor, x: Tensor, a: Tensor, b: Tensor, scale: float, keep: Tensor, dy: Tensor) -> List[Tensor]:
    x, a, b = self.leaf(x), self.leaf(a), self.leaf(b)
    updated = y.to(7) + torch.matmul(torch.matmul(x * keep.to(7), a.t()), b.t()) * scale
    return self.with_gradients(updated, dy, annotate(List[Tensor], [x, a, b]))

  # -> x, dh, dweight
  def rms_norm(self: __torch__.Reference, h: Tensor, weight: Tensor, eps: float, dx: Tensor) -> List[Tensor]:
    h, weight = self.leaf(h), self.leaf(weight)
    x = h / torch.sqrt((h * h).mean([-1], True) + eps) * weight
    return self.with_gradients(x, dx, annotate(List[Tensor], [h, weight]))

  # -> y, dgate, dup
  def swiglu(self: __torch__.Reference, gate: Tensor, up: Tensor, dy: Tensor) -> List[Tensor]:
    gate, up = self.leaf(gate), self.leaf(up)
    return self.with_gradients(gate * torch.sigmoid(gate) * up, dy, annotate(List[Tensor], [gate, up]))

  # as transformers' apply_rotary_pos_emb; x [M, heads * D], angles [M, D/2] -> y [heads, M, D], dx
  def rotate(self: __torch__.Reference, x: Tensor, angles: Tensor, heads: int, scale: float, dy: Tensor) -> List[Tensor]:
    x = self.leaf(x)
    y = x.view([x.size(0), heads, -1]).transpose(0, 1)
    a, c = torch.chunk(y, 2, -1)
    both = torch.cat([angles.to(7), angles.to(7)], -1)
    y = (y * torch.cos(both) + torch.cat([-c, a], -1) * torch.sin(both)) * scale
    return self.with_gradients(y, dy, annotate(List[Tensor], [x]))

  # q [nh, M, D], k and v [kv, N, D], visible [M, N] -> out [M, nh * D], dq, dk, dv
  def attention(self: __torch__.Reference, q: Tensor, k: Tensor, v: Tensor, visible: Tensor, dout: Tensor) -> List[Tensor]:
    q, k, v = self.leaf(q), self.leaf(k), self.leaf(v)
    group = torch.floordiv(q.size(0), k.size(0))
    scores = torch.bmm(q, torch.repeat_interleave(k, group, 0).transpose(1, 2))
    p = torch.softmax(torch.masked_fill(scores, torch.logical_not(visible), -inf), -1)
    out = torch.bmm(p, torch.repeat_interleave(v, group, 0)).transpose(0, 1).reshape([q.size(1), -1])
    return self.with_gradients(out, dout, annotate(List[Tensor], [q, k, v]))

  # -> loss, drewards
  def preference_loss(self: __torch__.Reference, rewards: Tensor, margins: Tensor, coefficient: float, weight: float) -> List[Tensor]:
    rewards = self.leaf(rewards)
    chosen, rejected = torch.chunk(rewards, 2, 0)
    loss = -torch.log_sigmoid(chosen - rejected - margins.to(7)).mean() + torch.pow(chosen + rejected, 2).mean() * coefficient
    return self.with_gradients(loss, torch.full_like(loss, weight), annotate(List[Tensor], [rewards]))
