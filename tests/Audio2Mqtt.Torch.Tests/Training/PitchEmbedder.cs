using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Tests.Network.Models;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Training;

/// <summary>Hears how loud a window is and how fast it moves; windows and hops of YAMNet's lengths.</summary>
internal sealed class PitchEmbedder : IEmbedder
{
    public int Size => 5;

    public int WindowSamples => 15_360;

    public int HopSamples => 7_680;

    public Tensor Patches(Tensor waveforms, int hopSamples) => waveforms.unfold(1, WindowSamples, hopSamples); // [B, N, window]

    public Tensor Embed(Tensor patches)
    {
        using var scope = NewDisposeScope();
        var loud = patches.abs().mean([-1]);                                                                      // [N]
        var fast = (patches.narrow(1, 1, WindowSamples - 1) - patches.narrow(1, 0, WindowSamples - 1)).abs().mean([-1]);
        return stack([loud, fast, zeros_like(loud), zeros_like(loud), zeros_like(loud)], -1).MoveToOuterDisposeScope(); // [N, 5]
    }

    public void Dispose()
    {
    }

    /// <summary>
    /// A model of <c>background</c>, <c>high</c> and <c>low</c>: mean |x| over mean |difference| of a sine is 2 sin(pi f / 16 000), so that 200 Hz is far
    /// below 1 and 4 kHz above; what is quieter than an amplitude of about 0.08 is background.
    /// </summary>
    public static SoundModel Model(double temperature = 1)
    {
        var description = TestModel.Describe(null, "background", "high", "low") with
        {
            Head = new() { Hidden = [] }, ClipTemperature = temperature, PatchTemperature = temperature,
        };
        var head = new Head(5, 3, description.Head);
        using (NewDisposeScope())
        using (no_grad())
        {
            var state = head.state_dict();
            state["layers.logits.weight"].copy_(tensor(new float[] { 0, 0, 0, 0, 0, -100, 100, 0, 0, 0, 100, -100, 0, 0, 0 }, [3, 5]));
            state["layers.logits.bias"].copy_(tensor(new float[] { 5, 0, 0 }));
        }

        return new(description, head);
    }
}
