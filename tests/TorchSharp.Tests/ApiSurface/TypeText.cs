namespace TorchSharp.Tests.ApiSurface;

/// <summary>Writes types as C# with full names: <c>System.Collections.Generic.IList&lt;(string name, TorchSharp.torch.Tensor? value)&gt;</c>.</summary>
internal static class TypeText
{
    private const int Rest = 7;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(char)] = "char",
        [typeof(sbyte)] = "sbyte", [typeof(byte)] = "byte", [typeof(short)] = "short", [typeof(ushort)] = "ushort", [typeof(int)] = "int",
        [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    /// <summary>A type in a signature, with the marks and names that stand beside it.</summary>
    public static string Of(Type type, Annotations annotations)
    {
        var text = Write(type.IsByRef ? type.GetElementType()! : type, annotations);
        annotations.MustBeUsedUp(text);
        return text;
    }

    /// <summary>A type without annotations: the head of a type, a base, a constraint.</summary>
    public static string Of(Type type) => Write(type, Annotations.None);

    private static string Write(Type type, Annotations annotations)
    {
        if (type.IsPointer) return Write(type.GetElementType()!, annotations) + "*";
        if (type.IsArray) return WriteArray(type, annotations);
        if (type.IsValueType) return WriteValueType(type, annotations);
        var mark = annotations.TakeNullable() ? "?" : "";
        return (type.IsGenericParameter ? type.Name : WriteNamed(type, annotations)) + mark;
    }

    // The outermost rank is written first: long[][,] is an array of long[,].
    private static string WriteArray(Type type, Annotations annotations)
    {
        var ranks = "";
        var element = type;
        while (element.IsArray)
        {
            ranks += $"[{new string(',', element.GetArrayRank() - 1)}]" + (annotations.TakeNullable() ? "?" : "");
            element = element.GetElementType()!;
        }
        return Write(element, annotations) + ranks;
    }

    private static string WriteValueType(Type type, Annotations annotations)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying) return Write(underlying, annotations) + "?";
        if (type.IsGenericParameter)
        {
            annotations.TakeNullable();   // a parameter has its place in the list whatever it is constrained to
            return type.Name;
        }
        if (type.IsGenericType) annotations.SkipNullable();
        return IsTuple(type) ? WriteTuple(type, annotations) : WriteNamed(type, annotations);
    }

    private static bool IsTuple(Type type) =>
        type.IsGenericType && type.Namespace == "System" && type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal);

    private static string WriteTuple(Type type, Annotations annotations)
    {
        var names = annotations.TakeTupleNames(Count(type));
        var elements = new List<string>();
        foreach (var argument in type.GetGenericArguments())
        {
            if (elements.Count == Rest) elements.AddRange(WriteRest(argument, annotations));
            else elements.Add(Write(argument, annotations));
        }
        return $"({string.Join(", ", elements.Select((element, i) => names[i] is { } name ? $"{element} {name}" : element))})";
    }

    // A tuple of more than seven keeps the others in a tuple of their own, which has places in the lists but nothing in them.
    private static string[] WriteRest(Type rest, Annotations annotations)
    {
        annotations.SkipNullable();
        annotations.TakeTupleNames(Count(rest));
        return rest.GetGenericArguments().Select(argument => Write(argument, annotations)).ToArray();
    }

    private static int Count(Type tuple)
    {
        var arguments = tuple.GetGenericArguments();
        return arguments.Length <= Rest ? arguments.Length : Rest + Count(arguments[Rest]);
    }

    // The arguments of a nested type include those of the types around it; each is written where it was declared.
    private static string WriteNamed(Type type, Annotations annotations)
    {
        if (Keywords.TryGetValue(type, out var keyword)) return keyword;
        var chain = new Stack<Type>();
        for (var link = type; link is not null; link = link.DeclaringType) chain.Push(link);
        var arguments = type.GetGenericArguments();
        var used = 0;
        var text = type.Namespace ?? "";
        foreach (var link in chain)
        {
            var own = link.GetGenericArguments().Length - used;
            text += (text.Length > 0 ? "." : "") + link.Name.Split('`')[0];
            if (own > 0) text += $"<{string.Join(", ", arguments[used..(used + own)].Select(argument => Write(argument, annotations)))}>";
            used += own;
        }
        return text;
    }
}
