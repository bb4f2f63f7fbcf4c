using System.Reflection;
using System.Runtime.CompilerServices;

namespace TorchSharp.Tests.ApiSurface;

/// <summary>Writes one member of a type, without the type's name: <c>virtual bool training { get; }</c>.</summary>
internal static class MemberText
{
    /// <summary>Whether code outside the assembly can see a member: public, or protected.</summary>
    public static bool IsVisible(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    /// <inheritdoc cref="IsVisible(MethodBase?)" />
    public static bool IsVisible(FieldInfo field) => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly;

    /// <inheritdoc cref="IsVisible(MethodBase?)" />
    public static bool IsVisible(PropertyInfo property) => property.GetAccessors(nonPublic: true).Any(IsVisible);

    public static string Of(ConstructorInfo constructor) =>
        $"{Access(constructor)}new({ParameterText.Of(constructor.GetParameters())}){Obsolete(constructor)}";

    public static string Of(FieldInfo field)
    {
        var access = field.IsPublic ? "" : "protected ";
        var modifiers = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        var value = field.IsLiteral ? $" = {ParameterText.Constant(field.GetRawConstantValue(), field.FieldType)}" : "";
        return $"{access}{modifiers}{TypeText.Of(field.FieldType, Annotations.Of(field))} {field.Name}{value}{Obsolete(field)}";
    }

    public static string Of(EventInfo happening)
    {
        var add = happening.AddMethod!;
        var handler = TypeText.Of(happening.EventHandlerType!, Annotations.Of(happening));
        return $"{Access(add)}{Modifiers(add)}event {handler} {happening.Name}{Obsolete(happening)}";
    }

    public static string Of(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(IsVisible).ToList();
        var widest = accessors.FirstOrDefault(accessor => accessor.IsPublic) ?? accessors[0];
        var index = property.GetIndexParameters();
        var name = index.Length == 0 ? property.Name : $"this[{ParameterText.Of(index)}]";
        var get = Accessor(property.GetMethod, "get", widest);
        var set = Accessor(property.SetMethod, IsInit(property.SetMethod) ? "init" : "set", widest);
        var type = TypeText.Of(property.PropertyType, Annotations.Of(property));
        return $"{Access(widest)}{Modifiers(widest)}{type} {name} {{ {get}{set}}}{Obsolete(property)}";
    }

    public static string Of(MethodInfo method)
    {
        var result = TypeText.Of(method.ReturnType, Annotations.Of(method.ReturnParameter));
        var isExtension = method.IsDefined(typeof(ExtensionAttribute));
        var parameters = ParameterText.Of(method.GetParameters(), isExtension);
        var name = method.Name switch
        {
            "op_Implicit" => "implicit operator",
            "op_Explicit" => "explicit operator",
            _ => method.Name,
        };
        var generic = method.GetGenericArguments();
        var arguments = generic.Length > 0 ? $"<{string.Join(", ", generic.Select(type => type.Name))}>" : "";
        // An override takes its constraints over from the base and cannot state them.
        var constraints = IsOverride(method) ? "" : ParameterText.Constraints(generic);
        return $"{Access(method)}{Modifiers(method)}{result} {name}{arguments}({parameters}){constraints}{Obsolete(method)}";
    }

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Accessor(MethodInfo? accessor, string keyword, MethodInfo widest) =>
        !IsVisible(accessor) ? "" : (accessor!.IsPublic == widest.IsPublic ? "" : "protected ") + keyword + "; ";

    private static bool IsInit(MethodInfo? setter) =>
        setter?.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit") == true;

    private static bool IsOverride(MethodInfo method) => method.IsVirtual && !method.Attributes.HasFlag(MethodAttributes.NewSlot);

    // A method that only implements an interface is virtual and final for the runtime, and neither in the source.
    private static string Modifiers(MethodInfo method)
    {
        if (method.IsStatic) return "static ";
        if (!method.IsVirtual || method.DeclaringType!.IsInterface) return "";
        if (method.IsAbstract) return "abstract ";
        if (IsOverride(method)) return "override ";
        return method.IsFinal ? "" : "virtual ";
    }

    private static string Obsolete(MemberInfo member) =>
        member.GetCustomAttribute<ObsoleteAttribute>() is { } obsolete ? obsolete.IsError ? "  [Obsolete, ERROR]" : "  [Obsolete]" : "";
}
