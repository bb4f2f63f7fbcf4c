using Audio2Mqtt.Torch.Events;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Events;

public sealed class EnergyGateTests
{
    [Fact]
    public void A_fixed_gate_opens_at_its_threshold()
    {
        var gate = new EnergyGate(new());
        Assert.True(gate.IsOpen(-40));
        Assert.False(gate.IsOpen(-40.1f));
    }

    [Fact]
    public void A_gate_that_is_off_is_always_open() => Assert.True(new EnergyGate(EnergyGateOptions.Off).IsOpen(-150));

    [Fact]
    public void An_adaptive_gate_opens_in_a_quiet_room_below_the_fixed_threshold()
    {
        var gate = Adaptive();
        Feed(gate, -70, 80);
        Assert.False(gate.IsOpen(-66));
        Assert.True(gate.IsOpen(-63));
    }

    [Fact]
    public void An_adaptive_gate_shuts_for_a_fan_once_its_memory_holds_nothing_quieter()
    {
        var gate = Adaptive();
        Feed(gate, -60, 60);
        var open = Enumerable.Range(0, 100).Count(_ => gate.IsOpen(-20));

        // 30 s are 63 patches at 0.48 s; the memory forgets an eighth of itself at once.
        Assert.InRange(open, 53, 66);
        Assert.False(gate.IsOpen(-20));
        Assert.True(gate.IsOpen(-13));
    }

    [Fact]
    public void The_floor_falls_with_the_first_quieter_patch()
    {
        var gate = Adaptive();
        Feed(gate, -20, 200);
        Assert.Equal(-20, gate.FloorDbfs);
        Assert.False(gate.IsOpen(-60));
        Assert.Equal(-60, gate.FloorDbfs);
        Assert.True(gate.IsOpen(-50));
    }

    [Fact]
    public void A_sound_with_pauses_keeps_the_gate_open()
    {
        var gate = Adaptive();
        Feed(gate, -60, 80);
        for (var k = 0; k < 500; k++) Assert.Equal(k % 10 != 0, gate.IsOpen(k % 10 == 0 ? -60 : -30));
    }

    [Fact]
    public void A_sound_at_the_very_beginning_is_heard() => Assert.True(Enumerable.Repeat(Adaptive(), 10).All(gate => gate.IsOpen(-30)));

    [Fact]
    public void A_shorter_hop_does_not_shorten_the_memory()
    {
        var gate = new EnergyGate(new() { Adaptive = true }, hopSeconds: 0.1);
        Feed(gate, -60, 300);
        Assert.InRange(Enumerable.Range(0, 1000).Count(_ => gate.IsOpen(-20)) * 0.1, 25, 31);
    }

    [Fact]
    public void After_a_reset_it_knows_nothing()
    {
        var gate = Adaptive();
        Feed(gate, -60, 60);
        gate.Reset();
        Assert.Equal(-150, gate.FloorDbfs);
        Assert.True(gate.IsOpen(-80));
    }

    private static EnergyGate Adaptive() => new(new() { Adaptive = true });

    private static void Feed(EnergyGate gate, float level, int patches)
    {
        for (var k = 0; k < patches; k++) gate.IsOpen(level);
    }
}
