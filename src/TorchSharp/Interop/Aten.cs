using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>
/// Calls ATen operators by name ("overload" after a dot, as in the native function list: <c>add.Tensor</c>). Arguments left out at the end
/// take the defaults of the running libtorch's schema, which is how one source serves several releases.
/// </summary>
internal static unsafe class Aten
{
    // More list elements than this in one call (long concatenations) go through a pooled array.
    private const int StackCells = 64;

    private static readonly ConcurrentDictionary<string, nint> Operators = new(StringComparer.Ordinal);

    /// <summary>Whether the running libtorch has the operator.</summary>
    internal static bool Has(string name) => Operators.GetOrAdd(name, Find) != 0;

    /// <summary>Calls an operator whose single result is a tensor.</summary>
    internal static Tensor Call(string name, params ReadOnlySpan<Arg> args)
    {
        Invoke(name, args, out var results, out _);
        return Tensor.Take(results[0].Bits);
    }

    /// <summary>Calls an operator that changes its first argument, and returns that very object.</summary>
    internal static Tensor CallInPlace(string name, params ReadOnlySpan<Arg> args)
    {
        Invoke(name, args, out var results, out var count);
        // The operator answers with one more reference to the same tensor.
        for (var k = 0; k < count; k++)
            if (results[k].Tag == Tag.Tensor)
                NativeMethods.ts_tensor_free((nint)results[k].Bits);
        return (Tensor)args[0].Reference!;
    }

    /// <summary>Calls an operator with two tensor results.</summary>
    internal static (Tensor First, Tensor Second) CallPair(string name, params ReadOnlySpan<Arg> args)
    {
        Invoke(name, args, out var results, out _);
        var (first, second) = (results[0].Bits, results[1].Bits);
        return (Tensor.Take(first), Tensor.Take(second));
    }

    /// <summary>Calls an operator whose results are tensors, or one list of tensors.</summary>
    internal static Tensor[] CallList(string name, params ReadOnlySpan<Arg> args)
    {
        Invoke(name, args, out var results, out var count);
        return Take(results, count);
    }

    /// <summary>Calls an operator whose result is a number or a bool.</summary>
    internal static NativeValue CallValue(string name, params ReadOnlySpan<Arg> args)
    {
        Invoke(name, args, out var results, out _);
        return results[0];
    }

    /// <summary>Calls an operator whose result is an object of libtorch.</summary>
    internal static NativeObject CallObject(string name, params ReadOnlySpan<Arg> args)
    {
        Invoke(name, args, out var results, out _);
        return new NativeObject((nint)results[0].Bits);
    }

    internal static Tensor[] Take(NativeValue* results, long count)
    {
        var handles = new long[count];
        for (var k = 0; k < count; k++)
            handles[k] = results[k].Bits;
        return Array.ConvertAll(handles, Tensor.Take);
    }

    private static nint Find(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var overload = dot < 0 ? "" : name[(dot + 1)..];
        var plain = dot < 0 ? name : name[..dot];
        return NativeMethods.ts_find(plain.Contains("::", StringComparison.Ordinal) ? plain : "aten::" + plain, overload);
    }

    private static void Invoke(string name, ReadOnlySpan<Arg> args, out NativeValue* results, out long count)
    {
        var op = Operators.GetOrAdd(name, Find);
        if (op == 0)
            throw new ExternalException($"this libtorch ({Marshal.PtrToStringUTF8((nint)NativeMethods.ts_version())}) has no operator {name}");

        var cells = 0;
        foreach (var arg in args)
            cells += arg.Cells;
        if (cells <= StackCells)
        {
            var stack = stackalloc long[StackCells];
            Invoke(op, args, stack, out results, out count);
            return;
        }

        var rented = ArrayPool<long>.Shared.Rent(cells);
        try
        {
            fixed (long* first = rented)
                Invoke(op, args, first, out results, out count);
        }
        finally
        {
            ArrayPool<long>.Shared.Return(rented);
        }
    }

    private static void Invoke(nint op, ReadOnlySpan<Arg> args, long* cells, out NativeValue* results, out long count)
    {
        var values = stackalloc NativeValue[args.Length];
        var texts = 0;
        try
        {
            for (var k = 0; k < args.Length; k++)
            {
                Marshall(args[k], ref values[k], ref cells);
                if (values[k].Tag == Tag.String)
                    texts++;
            }

            NativeMethods.Check(NativeMethods.ts_call(op, values, args.Length, out results, out count));
        }
        finally
        {
            for (var k = 0; texts > 0 && k < args.Length; k++)
                if (values[k].Tag == Tag.String)
                    Marshal.FreeCoTaskMem((nint)values[k].Bits);
            foreach (var arg in args)
                GC.KeepAlive(arg.Reference);
        }
    }

    private static void Marshall(in Arg arg, ref NativeValue value, ref long* cells)
    {
        value.Tag = arg.Tag;
        value.Bits = arg.Bits;
        value.Extra = arg.Extra;
        switch (arg.Reference)
        {
            case Tensor tensor:
                value.Bits = tensor.Handle;
                break;
            case NativeObject native:
                value.Bits = native.DangerousGetHandle();
                break;
            case string text:
                value.Bits = Marshal.StringToCoTaskMemUTF8(text);
                value.Extra = System.Text.Encoding.UTF8.GetByteCount(text);
                break;
            case long[] list:
                list.CopyTo(new Span<long>(cells, list.Length));
                Advance(ref value, ref cells, list.Length);
                break;
            case double[] list:
                list.CopyTo(new Span<double>(cells, list.Length));
                Advance(ref value, ref cells, list.Length);
                break;
            case Tensor?[] list:
                for (var k = 0; k < list.Length; k++)
                    cells[k] = list[k]?.Handle ?? 0;
                Advance(ref value, ref cells, list.Length);
                break;
        }
    }

    private static void Advance(ref NativeValue value, ref long* cells, int length)
    {
        value.Bits = (long)cells;
        value.Extra = length;
        cells += length;
    }
}
