using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim.lr_scheduler;

namespace TorchSharp.Tests.Optim;

/// <summary>An optimizer of two groups, with rates 1 and 0.5, that a scheduler turns.</summary>
internal sealed class Scheduled : IDisposable
{
    private readonly Parameter first = new(ones(1));
    private readonly Parameter second = new(ones(1));

    public Scheduled(bool adaptive = false)
    {
        Optimizer = adaptive ? optim.AdamW([first], 1) : optim.SGD([first], 1, momentum: 0.9);
        Optimizer.add_param_group(adaptive ? new AdamW.ParamGroup([second], lr: 0.5) : new SGD.ParamGroup([second], lr: 0.5, momentum: 0.9));
    }

    public optim.Optimizer Optimizer { get; }

    public double[] Rates => [.. Optimizer.ParamGroups.Select(group => group.LearningRate)];

    /// <summary>The first group's rate at epochs 0, 1, 2 ... The second's is held to be half of it.</summary>
    public double[] Follow(LRScheduler scheduler, int epochs)
    {
        var rates = new double[epochs];
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            var all = Rates;
            Xunit.Assert.Equal(all, scheduler.get_last_lr());
            Xunit.Assert.Equal(all[0] / 2, all[1], 1e-12);
            rates[epoch] = all[0];
            Optimizer.step();
            scheduler.step();
        }

        return rates;
    }

    public void Dispose()
    {
        Optimizer.Dispose();
        first.Dispose();
        second.Dispose();
    }
}
