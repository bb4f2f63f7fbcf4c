#if !TORCHSHARP_PACKAGE
using System.Reflection;
#endif
using System.Runtime.InteropServices;
using Xunit;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Numerics;

public sealed class DisposedTensorTests
{
    [Fact]
    public void A_disposed_argument_is_refused_too()
    {
        using var whole = ones(2);
        var gone = ones(2);
        gone.Dispose();
        Assert.Throws<InvalidOperationException>(() => whole + gone);
        Assert.Throws<InvalidOperationException>(() => whole.matmul(gone));
        Assert.Throws<InvalidOperationException>(() => cat([whole, gone]));
        Assert.Throws<InvalidOperationException>(() => whole[gone]);
        Assert.Throws<InvalidOperationException>(() => where(whole > 0, whole, gone));
        Assert.Throws<InvalidOperationException>(() => gone.data<float>());
        Assert.Throws<InvalidOperationException>(() => gone.item<float>());
        Assert.Equal([1, 1], Numbers.Of(whole));
    }

    [Fact]
    public void Disposing_twice_is_nothing()
    {
        var t = ones(2);
        t.Dispose();
        t.Dispose();
    }

    [Fact]
    public void Errors_tell_what_libtorch_told()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (ones(2, 3), ones(4));
        Assert.Contains("size of tensor a (3) must match the size of tensor b (4)", Error(() => a + b), StringComparison.Ordinal);
        Assert.Contains("shape '[5]' is invalid for input of size 6", Error(() => a.reshape(5)), StringComparison.Ordinal);
        Assert.Contains("Dimension out of range", Error(() => a.sum(7)), StringComparison.Ordinal);
        Assert.Contains("index 9 is out of bounds", Error(() => a.index_select(0, tensor(new[] { 9L })), "index out of range"), StringComparison.Ordinal);
        Assert.Contains("does not require grad", Error(() => a.sum().backward()), StringComparison.Ordinal);
        Assert.Equal([1, 1, 1, 1], Numbers.Of(b)); // and all goes on
    }

    private static string Error(Action use, string? otherwise = null)
    {
        var message = Assert.Throws<ExternalException>(use).Message;
        // One of the two spellings that releases of libtorch have.
        return otherwise is not null && message.Contains(otherwise, StringComparison.Ordinal) ? "index 9 is out of bounds" : message;
    }

    private static string Error(Func<object> use, string? otherwise = null) => Error(() => { use(); }, otherwise);

#if !TORCHSHARP_PACKAGE
    // Ownership, not use: these give up, hand over or describe what is left.
    private static readonly string[] Harmless =
        ["Dispose", "DecoupleFromNativeHandle", "DetachFromDisposeScope", "MoveToOuterDisposeScope", "GetType", "Finalize", "MemberwiseClone"];

    public static TheoryData<string> Members => [.. Methods().Select(method => method.Name).Distinct()];

    [Theory]
    [MemberData(nameof(Members))]
    public void A_disposed_tensor_throws_or_answers_plainly_and_never_crashes(string name)
    {
        var t = ones(2, 2);
        t.Dispose();
        Assert.True(t.IsInvalid);
        foreach (var method in Methods().Where(method => method.Name == name))
            AssertRefused(() => method.Invoke(t, [.. method.GetParameters().Select(parameter => parameter.HasDefaultValue ? Type.Missing : null)]), method);
    }

    private static IEnumerable<MethodInfo> Methods() => typeof(Tensor)
        .GetMethods(BindingFlags.Public | BindingFlags.Instance)
        .Where(method => !method.IsGenericMethod && !Harmless.Contains(method.Name) && !method.ReturnType.IsByRefLike)
        .Where(method => method.GetParameters().All(parameter => parameter.HasDefaultValue && !parameter.ParameterType.IsByRefLike))
        .Where(method => !method.Name.Contains("cuda", StringComparison.Ordinal));

    private static void AssertRefused(Action use, MethodInfo method)
    {
        try
        {
            use();
        }
        catch (TargetInvocationException wrapped)
        {
            Assert.True(wrapped.InnerException is InvalidOperationException, $"{method}: {wrapped.InnerException}");
            return;
        }

        Assert.True(!typeof(Tensor).IsAssignableFrom(method.ReturnType) || method.GetParameters().Length > 0 || method.IsSpecialName, $"{method} answered a tensor");
    }
#endif
}
