using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Training.FineTuning;

/// <summary>
/// Adam (https://arxiv.org/abs/1412.6980) whose steps are relative to each output channel's own size. Where batch normalisation is folded into weights, the
/// sizes of channels differ over a thousandfold, and a step that is right for the large ones destroys the small ones. Works on float32 copies, so
/// that the network that computes may be in 16 bits (mixed precision) and still learns by small steps.
/// </summary>
internal sealed class RelativeAdam : IDisposable
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.99;
    private const double Epsilon = 1e-12;
    private readonly List<State> states = [];
    private int steps;

    /// <summary>An optimizer of parameters, relative to what they are now.</summary>
    /// <param name="kept">Kernels, each followed by its bias, in full precision; written by <see cref="CopyToKept"/>. Borrowed.</param>
    /// <param name="computing">As many, those that gradients come to: the same ones, or copies on another device or in 16 bits. Borrowed.</param>
    public RelativeAdam(IEnumerable<Parameter> kept, IEnumerable<Parameter> computing)
    {
        using var _ = no_grad();
        foreach (var (full, used) in kept.Zip(computing)) states.Add(new State(full, used, states.LastOrDefault()));
    }

    /// <summary>Forgets the gradients.</summary>
    public void ZeroGrad()
    {
        using var scope = NewDisposeScope();
        foreach (var state in states) state.Parameter.grad?.zero_();
    }

    /// <summary>One step along the gradients there are.</summary>
    /// <param name="rate">How far, relative to a channel's size.</param>
    public void Step(double rate)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        steps++;
        var correction = Math.Sqrt(1 - Math.Pow(Beta2, steps)) / (1 - Math.Pow(Beta1, steps));
        foreach (var state in states)
        {
            if (state.Parameter.grad is not { } gradient) continue;
            var full = gradient.to(ScalarType.Float32);
            state.Mean.mul_(Beta1).add_(full, 1 - Beta1);
            state.Square.mul_(Beta2).addcmul_(full, full, 1 - Beta2);
            var step = state.Mean / (state.Square.sqrt() + Epsilon);
            state.Master.sub_(step * state.Size * (rate * correction));
            state.Parameter.copy_(state.Master);
        }
    }

    /// <summary>Writes the parameters as they are now, in full precision, to those that are kept.</summary>
    public void CopyToKept()
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        foreach (var state in states) state.Kept.copy_(state.Master);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var state in states) state.Dispose();
    }

    private sealed class State : IDisposable
    {
        public State(Parameter kept, Parameter parameter, State? before)
        {
            using var scope = NewDisposeScope();
            (Kept, Parameter) = (kept, parameter);
            Master = kept.detach().to(ScalarType.Float32, parameter.device, copy: true).DetachFromDisposeScope();
            Mean = zeros_like(Master).DetachFromDisposeScope();
            Square = zeros_like(Master).DetachFromDisposeScope();
            Size = SizeOf(Master, before).DetachFromDisposeScope();
        }

        public Parameter Kept { get; }

        public Parameter Parameter { get; }

        public Tensor Master { get; }

        public Tensor Mean { get; }

        public Tensor Square { get; }

        public Tensor Size { get; }

        public void Dispose()
        {
            Master.Dispose();
            Mean.Dispose();
            Square.Dispose();
            Size.Dispose();
        }

        // A kernel's channel: its root mean square. A bias: its own size or that of its channel's kernel, whichever is larger, since a bias of 0
        // must be able to move.
        private static Tensor SizeOf(Tensor value, State? before)
        {
            if (value.dim() > 1) return value.square().mean([.. Enumerable.Range(1, (int)value.dim() - 1).Select(k => (long)k)], keepdim: true).sqrt();
            return before is not null && before.Size.numel() == value.numel() ? value.abs().maximum(before.Size.reshape(-1)) : value.abs();
        }
    }
}
