using Xunit;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Numerics;

/// <summary>The global generator is the process's: what depends on it runs alone (one class, one thread) and holds only what must hold.</summary>
public sealed class RandomTests
{
    [Fact]
    public void The_same_seed_gives_the_same_numbers()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator();
        double[] Draw(long seed)
        {
            generator.manual_seed(seed);
            return
            [
                .. Numbers.Of(rand([20], dtype: ScalarType.Float64, generator: generator)), .. Numbers.Of(randn([20], generator: generator)),
                .. Numbers.Of(randperm(10, generator: generator)), .. Numbers.Of(randint(0, 100, [10], generator: generator)),
            ];
        }

        var first = Draw(42);
        Assert.Equal(first, Draw(42));
        Assert.NotEqual(first, Draw(43));
        Assert.Equal(43, generator.initial_seed());
    }

    [Fact]
    public void A_state_that_is_set_again_gives_the_same_numbers_again()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(7);
        randn([13], generator: generator); // an odd count: normal numbers come in pairs, one is kept
        var state = generator.get_state();
        var expected = Numbers.Of(randn([9], generator: generator));
        generator.set_state(state);
        Assert.Equal(expected, Numbers.Of(randn([9], generator: generator)));
    }

    [Fact]
    public void Generators_know_nothing_of_each_other()
    {
        using var scope = NewDisposeScope();
        using var first = new Generator(1);
        using var second = new Generator(1);
        var expected = Numbers.Of(rand([5], generator: first));
        rand(100);
        manual_seed(5);
        first.manual_seed(99);
        Assert.Equal(expected, Numbers.Of(rand([5], generator: second)));
    }

    [Fact]
    public void Uniform_and_normal_numbers_are_spread_as_their_names_say()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        const int Count = 100_000;
        var uniform = Numbers.Of(rand([Count], dtype: ScalarType.Float64, generator: generator));
        var normal = Numbers.Of(randn([Count], dtype: ScalarType.Float64, generator: generator));
        // Five standard errors of each mean and variance.
        Assert.All(uniform, x => Assert.InRange(x, 0, 1));
        Assert.Equal(0.5, uniform.Average(), 5 * Math.Sqrt(1.0 / 12 / Count));
        Assert.Equal(0.0, normal.Average(), 5 / Math.Sqrt(Count));
        Assert.Equal(1.0, normal.Average(x => x * x), 5 * Math.Sqrt(2.0 / Count));
        Assert.Equal(Enumerable.Range(0, 100).Select(k => (double)k), Numbers.Of(randperm(100, generator: generator)).Order());
        Assert.All(Numbers.Of(randint(-3, 4, [1000], generator: generator)), x => Assert.InRange(x, -3, 3));
    }
}
