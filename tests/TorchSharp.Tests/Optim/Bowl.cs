using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Optim;

/// <summary>A convex problem whose gradient is known: the sum of steepness / 2 * (x - lowest)^2, per element steepness * (x - lowest).</summary>
internal sealed class Bowl : IDisposable
{
    public static readonly double[] Steepness = [0.5, 2.0, 1.25, 3.0];
    public static readonly double[] Lowest = [1.0, -0.5, 0.25, 2.0];
    public static readonly double[] Start = [-1.0, 1.5, 0.75, -2.0];

    private readonly Tensor steepness = tensor(Steepness);
    private readonly Tensor lowest = tensor(Lowest);

    public Parameter X { get; } = new(tensor(Start));

    public static double Gradient(int index, double x) => Steepness[index] * (x - Lowest[index]);

    public Tensor Loss()
    {
        using var scope = NewDisposeScope();
        var away = X - lowest;
        return (steepness * away * away * 0.5).sum().MoveToOuterDisposeScope();
    }

    /// <summary>Computes the gradient anew and steps.</summary>
    public void Step(optim.Optimizer optimizer)
    {
        optimizer.zero_grad();
        using var loss = Loss();
        loss.backward();
        optimizer.step();
    }

    public double[] Values()
    {
        using var data = X.data<double>();
        return data.ToArray();
    }

    public void Dispose()
    {
        X.Dispose();
        steepness.Dispose();
        lowest.Dispose();
    }
}
