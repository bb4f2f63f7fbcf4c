using System.Globalization;
using System.Reflection;

namespace TorchSharp.Tests.ApiSurface;

/// <summary>Writes parameters with their modifiers, names and defaults, and the constraints of type parameters.</summary>
internal static class ParameterText
{
    /// <summary>A list of parameters without its brackets; the first is marked with <c>this</c> for an extension method.</summary>
    public static string Of(IReadOnlyList<ParameterInfo> parameters, bool isExtension = false) =>
        string.Join(", ", parameters.Select((parameter, i) => (isExtension && i == 0 ? "this " : "") + Of(parameter)));

    /// <summary>The constraints of type parameters, each with a space before it; empty where there are none.</summary>
    public static string Constraints(IEnumerable<Type> typeParameters)
    {
        var text = "";
        foreach (var parameter in typeParameters)
        {
            var constraints = Constraints(parameter).ToList();
            if (constraints.Count > 0) text += $" where {parameter.Name} : {string.Join(", ", constraints)}";
        }
        return text;
    }

    /// <summary>A constant as it stands in C# source.</summary>
    public static string Constant(object? value, Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (value is null) return type.IsValueType && plain == type ? "default" : "null";
        if (plain.IsEnum)
        {
            var name = Enum.GetName(plain, value);
            return name is null ? $"({TypeText.Of(plain)}){Convert.ToString(value, CultureInfo.InvariantCulture)}" : $"{TypeText.Of(plain)}.{name}";
        }
        return value switch
        {
            string text => $"\"{text}\"",
            char letter => $"'{letter}'",
            bool yes => yes ? "true" : "false",
            float number => number.ToString(CultureInfo.InvariantCulture) + "f",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }

    private static string Of(ParameterInfo parameter)
    {
        var modifier = (parameter.ParameterType.IsByRef, parameter.IsOut, parameter.IsIn) switch
        {
            (true, true, _) => "out ",
            (true, _, true) => "in ",
            (true, _, _) => "ref ",
            _ => parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "",
        };
        var text = $"{modifier}{TypeText.Of(parameter.ParameterType, Annotations.Of(parameter))} {parameter.Name}";
        return parameter.HasDefaultValue ? $"{text} = {Constant(parameter.RawDefaultValue, parameter.ParameterType)}" : text;
    }

    private static IEnumerable<string> Constraints(Type parameter)
    {
        var flags = parameter.GenericParameterAttributes;
        var isValue = flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        var isUnmanaged = parameter.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "IsUnmanagedAttribute");
        if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint)) yield return "class";
        if (isUnmanaged) yield return "unmanaged";
        else if (isValue) yield return "struct";
        foreach (var type in parameter.GetGenericParameterConstraints().Where(type => type != typeof(ValueType))) yield return TypeText.Of(type);
        // A value type always has a constructor without arguments; the compiler says so in the flags all the same.
        if (flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isValue) yield return "new()";
    }
}
