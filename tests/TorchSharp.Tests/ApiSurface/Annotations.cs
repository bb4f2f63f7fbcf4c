using System.Reflection;

namespace TorchSharp.Tests.ApiSurface;

/// <summary>
/// What the compiler writes beside a type in attributes, since the runtime's types cannot hold it: which references may be null
/// and how the elements of tuples are named. Both are flat lists in the order in which the parts of a type are written down, so
/// rendering a type takes them one by one.
/// </summary>
/// <remarks>The layout is Roslyn's:
/// https://github.com/dotnet/roslyn/blob/Visual-Studio-2022-Version-17.8/docs/features/nullable-metadata.md</remarks>
internal sealed class Annotations
{
    private const byte Annotated = 2;

    /// <summary>No annotation at all: for base types and constraints, whose references the listing never marks.</summary>
    public static Annotations None => new([0], []);

    private readonly byte[] nullable;
    private readonly string?[] tupleNames;
    private int nextNullable;
    private int nextTupleName;

    private Annotations(byte[] nullable, string?[] tupleNames)
    {
        this.nullable = nullable;
        this.tupleNames = tupleNames;
    }

    /// <summary>The annotations of a field or a property.</summary>
    public static Annotations Of(MemberInfo member) => Read(member.CustomAttributes, Default(member.DeclaringType));

    /// <summary>The annotations of a parameter or a returned value, which may lean on the method's default, then on the type's.</summary>
    public static Annotations Of(ParameterInfo parameter) =>
        Read(parameter.CustomAttributes, Context(parameter.Member.CustomAttributes) ?? Default(parameter.Member.DeclaringType));

    /// <summary>Whether the next reference in the order of writing is marked with a question mark.</summary>
    public bool TakeNullable() => (nullable.Length == 1 ? nullable[0] : nullable[nextNullable++]) == Annotated;

    /// <summary>Passes over the place that a generic value type holds in the list without a meaning.</summary>
    public void SkipNullable() => nextNullable++;

    /// <summary>The names of the next tuple's elements, null where an element has none. They stand before those of tuples inside it.</summary>
    public string?[] TakeTupleNames(int count)
    {
        if (tupleNames.Length == 0) return new string?[count];
        var names = tupleNames[nextTupleName..(nextTupleName + count)];
        nextTupleName += count;
        return names;
    }

    /// <summary>Checks that every annotation was used: a wrong walk over the type would move marks to its neighbours unseen.</summary>
    public void MustBeUsedUp(string text)
    {
        if ((nullable.Length > 1 && nextNullable != nullable.Length) || nextTupleName != tupleNames.Length)
        {
            throw new InvalidOperationException(
                $"{text}: {nextNullable} of {nullable.Length} nullable marks and {nextTupleName} of {tupleNames.Length} tuple names used");
        }
    }

    private static Annotations Read(IEnumerable<CustomAttributeData> attributes, byte defaultMark)
    {
        byte[] marks = [defaultMark];
        string?[] names = [];
        foreach (var attribute in attributes)
        {
            switch (attribute.AttributeType.Name)
            {
                case "NullableAttribute":
                    var mark = attribute.ConstructorArguments[0].Value;
                    marks = mark is byte one ? [one] : Items(mark).Select(item => (byte)item.Value!).ToArray();
                    break;
                case "TupleElementNamesAttribute":
                    names = Items(attribute.ConstructorArguments[0].Value).Select(item => (string?)item.Value).ToArray();
                    break;
            }
        }
        return new Annotations(marks, names);
    }

    private static IReadOnlyCollection<CustomAttributeTypedArgument> Items(object? value) =>
        (IReadOnlyCollection<CustomAttributeTypedArgument>)value!;

    private static byte Default(Type? type)
    {
        for (; type is not null; type = type.DeclaringType)
            if (Context(type.CustomAttributes) is { } mark) return mark;
        return 0;
    }

    private static byte? Context(IEnumerable<CustomAttributeData> attributes) =>
        (byte?)attributes.FirstOrDefault(attribute => attribute.AttributeType.Name == "NullableContextAttribute")?.ConstructorArguments[0].Value;
}
