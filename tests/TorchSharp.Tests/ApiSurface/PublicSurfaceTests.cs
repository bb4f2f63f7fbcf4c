using Xunit;

namespace TorchSharp.Tests.ApiSurface;

/// <summary>The renderer against lines written by hand after the declarations in SampleSurface.cs.</summary>
public class PublicSurfaceTests
{
    private const string Name = "TorchSharp.Tests.ApiSurface.SampleSurface<T, TKey>";

    [Fact]
    public void A_type_and_its_members_are_written_as_they_are_declared()
    {
        string[] expected =
        [
            $"{Name} ## abstract class : System.Collections.Generic.IEnumerable<(string, T)>, System.Collections.IEnumerable, System.IDisposable"
                + $" where T : {Name}, new()",
            $"{Name} :: System.Collections.Generic.IEnumerator<(string, T)> GetEnumerator()",
            $"{Name} :: T this[(int? start, int? end) range] {{ get; set; }}",
            $"{Name} :: abstract long? Count {{ get; protected set; }}",
            $"{Name} :: const double Tiny = 1E-08",
            $"{Name} :: event System.EventHandler? Changed",
            $"{Name} :: override string ToString()",
            $"{Name} :: protected System.Collections.Generic.Dictionary<string, T?>? Find("
                + "string key = \"g5\", char letter = 'L', float scale = 1f, double eps = 1E-05, "
                + "System.DayOfWeek day = System.DayOfWeek.Friday, System.DayOfWeek? other = null, "
                + "System.ReadOnlySpan<long> dims = default, long? ignore = -100, TKey? fallback = null)  [Obsolete]",
            $"{Name} :: protected new(params (string name, T? item)[] items)",
            $"{Name} :: protected static readonly string[]? names",
            $"{Name} :: static (T values, (long[] low, long[]? high) bounds) split<TValue>("
                + "in TValue value, ref long[][,] sizes, out string? text) where TValue : unmanaged  [Obsolete, ERROR]",
            $"{Name} :: static {Name} op_UnaryNegation({Name} value)",
            $"{Name} :: static float explicit operator({Name} value)",
            $"{Name} :: string Oblivious(string text = null, System.Collections.Generic.List<string> texts = null)",
            $"{Name} :: virtual bool training {{ get; }}",
            $"{Name} :: void Dispose()",
        ];
        Assert.Equal(expected, PublicSurface.Of(typeof(SampleSurface<,>)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Level", "protected enum : sbyte | High = 1 | Low = -1")]
    [InlineData("Maker`1", "delegate T? (TIn input)")]
    [InlineData("Nested`1", "sealed class | TOther other")]
    [InlineData("Long", "struct | System.Collections.Generic.Dictionary<"
        + "string, (int a, string? b, int, int, int, (T? x, int)[] f, int, string h, (int, T? i) i)?>? of")]
    [InlineData("Helper", "static class | static int Twice(int number)")]
    public void A_nested_type_is_written_under_the_name_of_the_outer_one(string name, string expected)
    {
        var nested = typeof(SampleSurface<,>).GetNestedType(name, System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic)!;
        var lines = PublicSurface.Of(nested).Order(StringComparer.Ordinal).ToList();
        Assert.All(lines, line => Assert.StartsWith(Name + ".", line, StringComparison.Ordinal));
        Assert.Equal(expected, string.Join(" | ", lines.Select(line => line.Split(" ## ")[^1].Split(" :: ")[^1])));
    }
}
