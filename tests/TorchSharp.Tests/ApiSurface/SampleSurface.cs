#pragma warning disable // A sample of declarations, each odd in its own way; nothing of it is ever called.
namespace TorchSharp.Tests.ApiSurface;

/// <summary>What <see cref="PublicSurfaceTests" /> renders: the forms of declarations that a line must tell apart.</summary>
public abstract class SampleSurface<T, TKey> : IDisposable, IEnumerable<(string, T)> where T : SampleSurface<T, TKey>, new()
{
    public const double Tiny = 1e-8;
    protected static readonly string[]? names;
    internal int hidden;

    protected SampleSurface(params (string name, T? item)[] items) { }
    internal SampleSurface(int hidden) { }
    ~SampleSurface() { }

    public event EventHandler? Changed;
    public virtual bool training { get; private set; }
    public abstract long? Count { get; protected set; }
    public T this[(int? start, int? end) range] { get => null!; set { } }

    public void Dispose() { }
    public override string ToString() => "";
    public IEnumerator<(string, T)> GetEnumerator() => null!;
    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => null!;

    public static SampleSurface<T, TKey> operator -(SampleSurface<T, TKey> value) => value;
    public static explicit operator float(SampleSurface<T, TKey> value) => 0;
    [Obsolete("an error", true)]
    public static (T values, (long[] low, long[]? high) bounds) split<TValue>(in TValue value, ref long[][,] sizes, out string? text)
        where TValue : unmanaged => throw null!;
    [Obsolete("a warning")]
    protected Dictionary<string, T?>? Find(
        string key = "g5", char letter = 'L', float scale = 1f, double eps = 1e-5, DayOfWeek day = DayOfWeek.Friday, DayOfWeek? other = null,
        ReadOnlySpan<long> dims = default, long? ignore = -100, TKey? fallback = default) => null;

#nullable disable
    public string Oblivious(string text = null, List<string> texts = null) => null;
#nullable restore

    protected enum Level : sbyte { High = 1, Low = -1 }
    public delegate T? Maker<in TIn>(TIn input);
    public sealed class Nested<TOther> { public TOther other; internal Nested() { } }
    public struct Long { public Dictionary<string, (int a, string? b, int, int, int, (T? x, int)[] f, int, string h, (int, T? i) i)?>? of; }
    public static class Helper { public static int Twice(int number) => 0; }
}
